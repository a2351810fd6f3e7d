<?php
// Run once by hostctl as the site's user: writes wp-config.php and installs WordPress. A JSON request is on standard input.
$request = json_decode(stream_get_contents(STDIN), true, 8, JSON_THROW_ON_ERROR);
chdir($request['folder']);

$constants = [
    'DB_NAME' => $request['database'],
    'DB_USER' => $request['database'],
    'DB_PASSWORD' => $request['databasePassword'],
    'DB_HOST' => 'localhost',
    'DB_CHARSET' => 'utf8mb4',
    'DB_COLLATE' => '',
    'FS_METHOD' => 'direct',
];
$salts = ['AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY', 'AUTH_SALT', 'SECURE_AUTH_SALT', 'LOGGED_IN_SALT', 'NONCE_SALT'];
if (!file_exists('wp-config.php') || !str_contains(file_get_contents('wp-config.php'), $request['databasePassword'])) {
    $config = "<?php\n";
    foreach ($constants + array_combine($salts, $request['salts']) as $name => $value) {
        $config .= 'define(' . var_export($name, true) . ', ' . var_export($value, true) . ");\n";
    }
    $config .= "\$table_prefix = 'wp_';\nif (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');\n";
    $config .= "require_once ABSPATH . 'wp-settings.php';\n";
    file_put_contents('wp-config.php', $config);
    chmod('wp-config.php', 0600);
}

$_SERVER['HTTP_HOST'] = $_SERVER['SERVER_NAME'] = $request['host'];
$_SERVER['REQUEST_URI'] = '/';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
define('WP_INSTALLING', true);
define('WP_SITEURL', "http://{$request['host']}");
// The shop's own mail says it.
function wp_new_blog_notification() {}
require 'wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
if (is_blog_installed()) {
    exit(0);
}
wp_install($request['title'], $request['adminUser'], $request['adminEmail'], true, '', wp_slash($request['adminPassword']));
update_option('permalink_structure', '/%postname%/');
exit(is_blog_installed() ? 0 : 1);
