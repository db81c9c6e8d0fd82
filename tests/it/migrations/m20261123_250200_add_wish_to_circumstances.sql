UPDATE circumstance SET wish = 'guardian_erase' WHERE id = '00000000-0000-0000-0000-0000000000d1';
