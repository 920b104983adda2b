"""Writes workbooks."""

from __future__ import annotations

import base64
import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING
from typing import Any

from openpyxl import Workbook  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from tests.ingest.generate.model import Rows

_MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
_NAMES = ("office", "table", "text", "style")
_OTHERS = (
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
_RICH = re.compile(rb't="inlineStr">(?:<v ?/>|<v></v>)?<is>(.*?)</is>', re.DOTALL)
# Of the old binary format: a sheet with a merged head, numbers, a number as text, an error, a hidden row and column;
# a hidden sheet; a sheet with a hidden row.
OLD = zlib.decompress(
    base64.b85decode(
        "c-rk)O-NKx6#njg^XD|`jQN8GG6-3jlqN+jbSfy@B-WxLg3=r)6pf)437KUBg$R+WA_Bop8>>w}6j9KkMPSq-2%@ow7A+zuicnwY"
        "ocCVMn1lmnDepYqckewv_ntZD-22|Vr=yY7(2cS&OrZuCm^5?XOXDfJbDTjKBsWd&I&FY%)1`SuIRQ$f&x^acPyC!i&i5EJu6rI5"
        "0&nQvha+g}>WoL{kT#1CEsA}pS3aseO%-{WFb}2TS%Kg|!Nr2tMEjoLM&S$y){|~Z?Zs%UscOAl$$NB#$nppkZi&rH;nboCkGYah"
        "o>!Kx7n>4?TRQ$vLAfV{VNmWG<DKzDOGgTYl*D0tF{8j|XSY6xy8OB2D-i!%Cf`2|e^7gXUYG|I7h)12d^cF4)$5+2{v?9f=HqlL"
        "^*+whD}GB_ckFBbIM&Lc%Pa$8aOf;e^XOcvn`W)4SyM}+b@2@YWIviD_}EWSvNOmhx$OLK#?H@`-4G&dL%#GQvM0i{%=pz$&$hQV"
        "$My@SR~8n>u#|rSOq^ni&<V0P=(?~dU!EAyd7|kRWX&p>VWr?{S!Idz%LEHaliJGWBD=G-Pjt?Rw361X6M7z7meyZR{p5!ox66}n"
        "V=JgX(m2*#IPxMkgbI3QwTYh!eW+H|>e5A~J29tK_F3{uu=KZcC7{FNy8+XF5awe7LFq;W@5_jz#qnZ&HI2R!ea0Rg6n`SvMI%e5"
        "?O3xlw|a`T7Hh+{wsJGLYPIMavbv=owe=0r_t-OfB=(szdPIZs;?)5f@r)(Pk{HzIig;)HEr~>fF2GH8gwEGrG@I3gDb?gukNS!8"
        "wR%)q^f`l8^>Cads`wXC)e9!7(TqLmRK1!e?$$0W{$t!-a>*r^Tykk)ld|6e4Ex>OYrkdq?e97hbWggUNfs>aL>FC0=}+kvbW)qZ"
        "@vQ2n7+&SfrDka3d@p3$O{*u+j#lxbJ?r|Vw?vixduD7Hp1m!U?fR41`1zOD{{fjWGP("
    )
)

# The same: a figure with another one struck out before it, one with a small one set high, and two struck out as wholes
# but for a part of the second.
OLD_LOOKS = zlib.decompress(
    base64.b85decode(
        "c-rk)L1+^}6n!(hX*Quv)0zsc5JJJKwU=6vDzvMD_S6#VK`lZ}Z4T0sO7LP2wpw!#5d=?)mqIUIs$R6B2L%rvgo+*nK}huIK?DU4ZPq_OvzTgxMz"
        "mO&x6Gf}Kkv`{o%u7fyDt_S^0Rka3ituNuu$|us43G4N+JIy3aa-!RrGU*l4r245OQcDYXW#!_dKZPP|bG%5_jw;B!PF7j^i{2CNk;78e%{DkP^y"
        "=9+Cn#NfSXcd)3JDB+CsfZ!_}|%e}0*!m@|Bc`<}Vcc8snNAXeF%5@Q_cJH&z8`gB93C~m%PhAxyZUFnTr&8npa)tAoO^Nb~xLu1mPzdy;GwEz<J"
        "dYT~!W_PM3E;E8=pQGHer@#vr2o27AN+;hsi40mZD1PS30^}v+P{-_DI!u!=vNcYi7KC7%1=r-5<5H9RxXH2+J(y>50h44N0&fYY3yS|Q<Uu)-Zj"
        "Yd?%nEC5M&Zo=L7F2(G~ki9j~)mlB1~Sas#inDA_FC`t-7YB<T*bW}45C(n+&fc@7Wfl?53`xQ3l)Zad5EEH7}Yo4DM<GDd+-d0Vnc7Y@!a=OWj("
        "Q9oUbSMHXw@>VM6J{($z=ia;9s65|Sn2gQ8c4yH_&p1l<>Y71^=nyxqD?D)hT<BftEz9Pgb|^<iweOxjPV2GEV+I-zh0>iG9ijQ60$(s+YQA8;rT"
        "MY~Uou~f+d0V-NPfmO->Sg3m><yXTg+Fp*ee@xPc=sS>vx1<U|?WiU|?Wiu%00F+q9+Mtpoa<J*fZdEK@3)-z5Jn1~Ea`8Tx8GfDGkXoUJN;HX<P"
        "Ww!|uJ{QrdtN2vEK#xTNuj8z@K^vxy8pJ&yE(Lc9@s_nm6jh}zH|8Lqc+*k"
    )
)

# The same: 12, 0 and 0.07 in a format in per cent, 7 in none, 5 in one that writes the sign behind what it is.
OLD_PERCENTS = zlib.decompress(
    base64.b85decode(
        "c-rk)OK1~882)Cno0n;tqz_1i8Un3ai`07YQlmoc$xyxcK&X8LluBBH9`sPFwI>k-Pl}g7J$R{l@qr%n=0T|FK@h}5kDdet4{g@}|1*neU7-"
        "P6u<RG+o0)&UnfbHx+<mhUFBKoQm9YYQ;X}m^!Czxj6hclW1}e90PC9Xrg6-"
        "kILMTWB>9_E#;dOw=kjJ|W0}srX#K30?CozfaL_U{VM;s6zh86qJN33v%EKwxItAy~VaFg(TQ9c*mCzk8NeWWd^6IjS(yY}c=e9TBoSrpvvW2y5&EW6N"
        "xS3HX^-B4Anh5dyy!)G^2LAx2j9B8Bma`{|=^P6y&2fb%!Pr4&rLNjIN@WW04-"
        "<_rYBIViF*RDYJpUdrmzu1GcC%f50G_Wh}Hw_b*hJ8v_)GQ+CH@U=6pQeh}7HR(TCcuHp1EYb{K1j)APC@maCpw-bN-"
        "`;?@JN^s1=&Pm%Qle)SzHm~F*Hg#E=w#%4lmyO_V&=oU}i`x({gZBkCzU15H>Dz4XPZ4(;h_ICA>rUinO{}(rv=cG|egQ9Bk2vgEOMJDy5y&&u+oH%+{"
        "LpHcHQaJ^ZA7_Dg0vrRN9A7n|qbXNpMELmZ>}{F_0y>Q=XJF`j0eSm~|kqj2(%Z7FEPwC}b)LmRP#uq5Nc)f_(^rS-"
        "~1uSCx+P8nhGCxKqAH(d0F=zUsm!10syJ{P@D^rqJPM88GrO&7f>dQ0m~@xNW`Ef>8ddcW3Nq;EniUo(sZ9<gJzY5ztT9z1yP;K73j4<6PCN?)w`0?3y"
        "-OJBDG`n%2&g^Kr?WW(YJCg^vL-V^(gr?`L%b<LkvSjuTjt+I~uy^wK~dM{ucBjU$+-Sd}TYgFz3S#`zOzgt4}_Ft*T&o%D<7iaF_0R"
    )
)

# The same: 12 in white, 12 in white on a blue ground, 12 with a white 9 behind it, 12 in letters of one point, 12345 in
# a format that shows ten thousands, 7.
OLD_FAINT = zlib.decompress(
    base64.b85decode(
        "c-rk)T})g>6h3qJ?(SWnuu!0sR@_!w{uTmlf}mDtX_Z<nhSsW0lR|MR*o7s4NoykAS{tJ+iA^8$p@|_uV`Ab@Ow>dZ!8EZC8hz=5MkDQm"
        "(bUA%XiO7f{m!{_mxV6MQet9d$l00uo%uO4=V#9F<rle=qwf@7ra9#<a?y0$N1h~1fqc$~pUBYIbUYq+;P`U+Pn9WMvkpz@&kbUodqI}g"
        "ZHBIw%gtBXD1yHs3eXPfLp?ypD4kLWi%FhuA!DW&*l(d_dHuz&&+(h%xC@lZ|2f{X|7U`-Kr2Ampd9-Opj=QMXeB5gR3J7%v<g%NS`8`&"
        "tpTkC-2y5B-3khT)`8Y*nQqrLQz_bIpmL2>q7E*{p(QUq3tIHJ>BAMDvC2jFmthfan-gLeS3n1-pKYVLBitGIx5_q=p+m6@<1o@KXel}m"
        "G@ITM^dtG*BG!k}M1gv3(T^HUBKwH^u9x3z;_>gxn6Cw?g&lq)R{o+mfg-PJrVa{I4;?}r>_LxWy2$=@Tzar~sI9``UN^?AnYA{2N$r+6"
        "9D!HtL7zSvM5~$Zr(J?HC*<|nW5|)WS4-O=J@S**yuL??nMGsl+xLa~LIWM)60?9_g%qj=N?u3R5G#n5clV@BG)BM214)5nJis{5E%<K>"
        "!;Lg?`rqMWIJ;EmTxs`@&Be>-!GrVQ74zV}l(^fG$C{0M{t0i<u$kv)+&fQyg2@SP&fw<^d_*bEwLj{TIydT(IxlKUy)x>RIzQ@;w~Hg6"
        "!j*J^Z!CE4cf+Hn&tOW0zX@f5i1v;sx=Q=`vWm6IN}gB|**Bf@cuA(slo{i2@-alV=!C-MXN{{S{5Da^FMj*_vv3VsxZbQk;I)6!KDi=&"
        "GN}mR?euoL>}G!mLFdBrlTV@g;PlUXP??YIKkg#SpxR9hA~=o@@SO+i+ECSn8b(lkdbVmLj%(LPyWIA*+i4YmW-O#Y*9PCsb`1B=is4z9"
        "^>J*Rqh79T){iY!HLtyTrLMT~py1IN&Cmu`00q?va3;(O8Br;}&q!bAZa*p5v+}z!G5&|f(xi4-q8)22Pil`M7W*I-iINPg7F0!9o|6;p"
        "lZ{TT=wWaydRn$k>IExD?=)K~ul>QX)9~wd(2lSwM=+HFGg4r#6quO;bEm*ObFeANksP(yUkYDJe<|Uy6vIY_?7omTX`UfGm*(+VuS)P-"
        "!ZQ<J3L16mFH?9PJ&p~(C^610Jg?@t!COt=kJ~(t@GQ;q$ef&!{X`G3y~J8<TZviPDR`kAa>Z&S>oa3zg8O3r6q%(#88VK?unhMYdGwyg"
        "zMhHh7Tt3Wm?JxL7C<=+k2-86Po$h|Hsfz|S%r+ym0{<=e#@}KiOsr~bIu2QItL<yk*=Y@j-#ESaG>Fis=XbDLg8>o4q{tRS6BUw<lf3Q"
        "#zmLuIEgQ$n3pC`z4Gg|)^7hBXDzBMefKNYz{}bPls;3of)*Ws4(QYB*7^F7&e@|nZ$G0w=f^2K2j?-7{!m~4v7=$qc{%fI^xRIlu3h*^"
        "`*XwJs^s=k?_WIj(&v}XSFiD(dkOmwUVC#pXHj#o1Nxoegm8b-9v{%}8q#kK=GSX}Q_|aq&uVLb|Gv<`U{9oP_8IZ{ZmzDSo3$+E`(Ms~"
        "jt{09!#ZiowA+th^#MA943*_LlD7PL(3YX~6i?$_{hH<YSu@t{#S5nuGCZ-U^<7DC@P&-I4YV`i=dE}TgchwozA@5$|8LN5b$ONGZSf@b"
        "-;37)>wYJ!pi6YZ$Piu)5g_xIGQGY#jq~3Kx|mphJ67lv8A4)#>B&>Si2YZ9USIzIkCeXv_8ciz"
    )
)


def save(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def workbook(rows: Rows) -> bytes:
    """A workbook with one sheet that holds a table, its figures as numbers where they are plain."""
    book = Workbook()
    put(book.active, 1, rows)
    return save(book)


def put(sheet: Any, top: int, rows: Rows) -> None:  # noqa: ANN401 - the library has no types
    """Writes a table on a sheet from its row `top` on, its figures as numbers where they are plain."""
    for box in (box for line in rows for box in line):
        first = (top + box.row, 1 + box.column)
        if box.text:
            plain = box.text.isascii() and box.text.isdecimal()
            sheet.cell(*first, int(box.text) if plain else box.text)
        if box.rows > 1 or box.columns > 1:
            last_row, last_column = top + box.row + box.rows - 1, box.column + box.columns
            sheet.merge_cells(start_row=first[0], start_column=first[1], end_row=last_row, end_column=last_column)


def with_shared_strings(data: bytes) -> bytes:
    """A workbook whose texts that stand within its first sheet are shared ones."""
    sheet = part_of(data, "xl/worksheets/sheet1.xml")
    rich = _RICH.findall(sheet)
    for at, _ in enumerate(rich):
        sheet = _RICH.sub(b't="s"><v>%d</v>' % at, sheet, count=1)
    strings = b"".join(b"<si>%s</si>" % each for each in rich)
    spaces = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    shared = with_part(data, "xl/sharedStrings.xml", b"<sst %s>%s</sst>" % (spaces, strings))
    return with_part(shared, "xl/worksheets/sheet1.xml", sheet)


def open_document(rows: str, styles: str = "") -> bytes:
    """An ODS file with a sheet 统计 of rows in markup."""
    names = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in _NAMES)
    names += ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"' + _OTHERS
    table = f'<table:table table:name="统计">{rows}</table:table>'
    looks = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    body = f"{looks}<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr("content.xml", f"<office:document-content {names}>{body}</office:document-content>")
    return stream.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """A package with one part replaced or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, content)
    return stream.getvalue()


def part_of(data: bytes, name: str) -> bytes:
    """A part of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def anchor(first: tuple[int, int], behind: tuple[int, int], shape: str) -> str:
    """A shape over the places from a row and column on, up to others, counted from 0."""
    marks = (("from", first), ("to", behind))
    places = "".join(
        f"<xdr:{name}><xdr:col>{column}</xdr:col><xdr:row>{row}</xdr:row></xdr:{name}>" for name, (row, column) in marks
    )
    return f"<xdr:twoCellAnchor>{places}{shape}</xdr:twoCellAnchor>"


def text_box(*lines: str, fill: str = "<a:solidFill/>") -> str:
    """A text box of paragraphs."""
    said = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in lines)
    return f"<xdr:sp><xdr:spPr>{fill}</xdr:spPr><xdr:txBody>{said}</xdr:txBody></xdr:sp>"


def with_drawing(data: bytes, *anchors: str) -> bytes:
    """A workbook with shapes drawn over its first sheet."""
    names = f'xmlns:xdr="{_DRAWING}spreadsheetDrawing" xmlns:a="{_DRAWING}main"'
    relation = f'<Relationship Id="rIdD" Type="{_RELATIONS}/drawing" Target="../drawings/drawing1.xml"/>'
    parts = {
        "xl/drawings/drawing1.xml": f"<xdr:wsDr {names}>{''.join(anchors)}</xdr:wsDr>",
        "xl/worksheets/_rels/sheet1.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{relation}</Relationships>',
    }
    for name, content in parts.items():
        data = with_part(data, name, content.encode())
    return with_in_sheet(data, f'<drawing xmlns:r="{_RELATIONS}" r:id="rIdD"/>')


def with_in_sheet(data: bytes, markup: str) -> bytes:
    """A workbook with some markup at the end of its first sheet."""
    sheet = part_of(data, "xl/worksheets/sheet1.xml")
    return with_part(
        data, "xl/worksheets/sheet1.xml", sheet.replace(b"</worksheet>", markup.encode() + b"</worksheet>")
    )
