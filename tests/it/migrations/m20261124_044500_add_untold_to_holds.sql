UPDATE hold SET untold_sealed = 'sealed' WHERE id = '00000000-0000-0000-0000-000000000080';
