<?php
// Answers at /.well-known/hosting-probe.php: proves that PHP runs, which one, and that it is this very site.
header('Content-Type: application/json');
header('Cache-Control: no-store');
echo json_encode(['nonce' => $_SERVER['HOSTING_NONCE'], 'phpVersion' => PHP_VERSION]);
