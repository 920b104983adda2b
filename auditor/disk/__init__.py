"""What lies on the disk beside what people see: what can be made again, is laid aside, or goes with a process."""
