<?php
$domain = htmlspecialchars($_SERVER['SERVER_NAME']);
?>
<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title><?= $domain ?> is live</title>
  <style>
    :root { color-scheme: light dark; --page: #f6f7f4; --card: #fff; --text: #17211b; --soft: #55635a; --line: #dfe4dd; --brand: #0b6b45; }
    @media (prefers-color-scheme: dark) {
      :root { --page: #101512; --card: #18201b; --text: #eaf0ec; --soft: #a3b1a8; --line: #2b362f; --brand: #5fd3a0; }
    }
    * { box-sizing: border-box; }
    body { margin: 0; min-height: 100vh; padding: clamp(1.5rem, 8vh, 6rem) 1.25rem; background: var(--page); color: var(--text); font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", sans-serif; }
    main { max-width: 44rem; margin: 0 auto; }
    .state { display: inline-flex; align-items: center; gap: .5rem; margin: 0 0 1rem; color: var(--brand); font-weight: 600; }
    .state::before { content: ""; width: .6rem; height: .6rem; border-radius: 50%; background: currentColor; }
    h1 { margin: 0; font-size: clamp(1.5rem, 5.5vw, 2.75rem); line-height: 1.15; letter-spacing: -.02em; overflow-wrap: anywhere; text-wrap: balance; }
    .lead { margin: 1rem 0 2.5rem; color: var(--soft); font-size: 1.125rem; }
    ol { margin: 0; padding: 0; list-style: none; counter-reset: step; background: var(--card); border: 1px solid var(--line); border-radius: .875rem; }
    li { display: grid; grid-template-columns: 2rem 1fr; gap: .25rem .875rem; padding: 1.25rem; counter-increment: step; }
    li + li { border-top: 1px solid var(--line); }
    li::before { content: counter(step); display: grid; place-items: center; width: 2rem; height: 2rem; border-radius: 50%; border: 1px solid var(--line); color: var(--brand); font-weight: 600; }
    h2 { margin: 0; font-size: 1.0625rem; line-height: 2rem; }
    li p { grid-column: 2; margin: 0; color: var(--soft); }
    code { padding: .1em .35em; border-radius: .3em; background: var(--page); font: .9em ui-monospace, "Cascadia Mono", Menlo, monospace; overflow-wrap: anywhere; }
    footer { margin-top: 2rem; color: var(--soft); font-size: .875rem; }
  </style>
</head>
<body>
  <main>
    <p class="state">Live</p>
    <h1><?= str_replace('.', '<wbr>.', $domain) ?></h1>
    <p class="lead">Your website is running on PHP <?= PHP_VERSION ?>. This page is its first file; from here on it is yours.</p>
    <ol>
      <li>
        <h2>Put your own page here</h2>
        <p>This page is <code>public/index.php</code>. Replace it, and your visitors see your page instead of this one.</p>
      </li>
      <li>
        <h2>Build with PHP</h2>
        <p>Addresses that are no file go to <code>index.php</code>, as WordPress and Laravel expect. Keep data in <code>private</code>, where nobody can download it.</p>
      </li>
      <li>
        <h2>Find everything in your panel</h2>
        <p>The e-mail about your order links to your panel, which shows this site, its state and its plan.</p>
      </li>
    </ol>
    <footer>Served <?= gmdate('j F Y, H:i') ?> UTC</footer>
  </main>
</body>
</html>
