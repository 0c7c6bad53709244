"""What own forms in Word and in Excel share: a package opened with care, names, faults with places."""
