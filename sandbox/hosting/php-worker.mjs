// One site's PHP, in a thread of its own: an endless loop in it can be ended from outside.
// Plain JavaScript, because a worker thread is started by Node itself, without a TypeScript loader.
import { readFile } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { bindUserSpace, createNodeFsMountHandler, getPHPLoaderModule } from '@php-wasm/node'
import { FileLockManagerInMemory, loadPHPRuntime, PHP, PHPResponse, setPhpIniEntries } from '@php-wasm/universal'

const mebibyte = 2 ** 20
const heapLimitBytes = 256 * mebibyte
const answerLimitBytes = 32 * mebibyte

/** Reach outside of the site's folder, hang without a shell to talk to, or open connections. */
const disabledFunctions = [
  'exec,shell_exec,system,passthru,popen,proc_open,mail,dl,symlink,link,putenv,post_message_to_js',
  'fsockopen,pfsockopen,stream_socket_client,stream_socket_server,stream_socket_pair',
  'curl_exec,curl_multi_exec,mysqli_connect,mysqli_real_connect,mysqli_init',
  'gethostbyname,gethostbynamel,gethostbyaddr,dns_get_record,dns_check_record,dns_get_mx,checkdnsrr,getmxrr',
].join(',')

const { username, folder } = workerData
const home = `/home/${username}`
let answerBytes = 0

const loader = await getPHPLoaderModule('8.2')
const compiled = workerData.module ?? (await WebAssembly.compile(await readFile(loader.dependencyFilename)))
const { php, heapBytes } = await startPhp()
parentPort.postMessage({ type: 'ready', module: compiled })

parentPort.on('message', async (request) => {
  try {
    answerBytes = 0
    const reply = await PHPResponse.fromStreamedResponse(await php.runStream(request))
    const { httpStatusCode: status, headers, bytes: body } = reply
    parentPort.postMessage({ type: 'reply', status, headers, body, heapBytes: heapBytes() }, [body.buffer])
  } catch (error) {
    parentPort.postMessage({ type: 'failure', reason: error instanceof Error ? error.message : String(error) })
  }
})

async function startPhp() {
  let memory
  const files = new FileLockManagerInMemory()
  const runtime = await loadPHPRuntime(loader, {
    processId: 1,
    thisProgram: 'php',
    quit(_code, error) {
      throw error
    },
    bindUserSpace: (context) => bindUserSpace({ fileLockManager: files }, context),
    // Sockets lead nowhere, also for what disable_functions does not know.
    websocket: { url: () => 'ws://127.0.0.1:1/' },
    instantiateWasm(imports, receive) {
      // Beyond the limit PHP is told that there is no memory left, which it survives.
      const grow = imports.env.emscripten_resize_heap
      imports.env.emscripten_resize_heap = (bytes) => (bytes >>> 0 > heapLimitBytes ? 0 : grow(bytes))
      void WebAssembly.instantiate(compiled, imports).then((instance) => {
        memory = instance.exports.memory
        receive(instance, compiled)
      })
      return {}
    },
    onRuntimeInitialized(emscripten) {
      listDots(emscripten.FS.filesystems.NODEFS)
      limitAnswers(emscripten)
    },
  })
  const php = new PHP(runtime)
  for (const [path, local] of [
    [home, folder.home],
    ['/tmp', folder.tmp],
    ['/probe', folder.probe],
  ]) {
    php.mkdir(path)
    await php.mount(path, createNodeFsMountHandler(local))
  }
  await setPhpIniEntries(php, {
    open_basedir: `${home}:/tmp:/probe`,
    auto_prepend_file: '',
    disable_functions: disabledFunctions,
    disable_classes: 'mysqli,SoapClient',
    allow_url_fopen: '0',
    memory_limit: '128M',
    post_max_size: '8M',
    upload_max_filesize: '8M',
    upload_tmp_dir: '/tmp',
    'session.save_path': '/tmp',
    expose_php: '0',
    display_errors: '0',
    display_startup_errors: '0',
    error_log: `${home}/php-errors.log`,
  })
  return { php, heapBytes: () => memory.buffer.byteLength }
}

/** As every real folder, one of the host's lists `.` and `..`: programs count on it. */
function listDots(nodeFs) {
  const readdir = nodeFs.node_ops.readdir
  nodeFs.node_ops.readdir = (node) => ['.', '..', ...readdir(node).filter((name) => name !== '.' && name !== '..')]
}

/** A program that prints for ever ends when its answer is too long, not when the memory is gone. */
function limitAnswers(emscripten) {
  let receive
  Object.defineProperty(emscripten, 'onStdout', {
    get: () => receive,
    set(next) {
      receive = (chunk) => {
        answerBytes += chunk.length
        if (answerBytes > answerLimitBytes) throw new Error('The answer is too long')
        next(chunk)
      }
    },
  })
}
