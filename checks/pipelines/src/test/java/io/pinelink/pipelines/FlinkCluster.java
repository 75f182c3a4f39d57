package io.pinelink.pipelines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinelink.server.EmbeddedPinecone;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A job manager and task managers of Flink as processes, with the SQL connector in their class
 * path, as in the {@code lib} folder of a distribution.
 */
final class FlinkCluster implements AutoCloseable {
  static final int SLOTS = 2;

  private static final String JOB_JAR = "tests_jobs.jar";
  private static final List<String> JOB_CLASSES =
      List.of("io/pinelink/pipelines/flink", "io/pinelink/pipelines/demo");

  /** Options of Flink's default configuration that its serializers need. */
  private static final List<String> OPEN_PACKAGES =
      Stream.of(
              "lang", "lang.reflect", "net", "io", "nio", "text", "time", "util", "util.concurrent")
          .map(name -> "--add-opens=java.base/java." + name + "=ALL-UNNAMED")
          .toList();

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  final Path work = Path.of(System.getProperty("pipelines.work"), "flink");
  private final Path jobs = work.resolve("web/flink-web-upload").resolve(JOB_JAR);
  private final EmbeddedPinecone server;
  private final int port = JavaProcess.freePort();
  private final JavaProcess jobManager;
  private final List<String> jvmOptions = new ArrayList<>(OPEN_PACKAGES);
  private final List<JavaProcess> taskManagers = new ArrayList<>();
  private int killed;

  /**
   * Starts the cluster.
   *
   * @param server the service that jobs write to
   * @param jvmOptions options of the processes' JVMs
   */
  FlinkCluster(EmbeddedPinecone server, int taskManagers, String... jvmOptions) throws IOException {
    this.server = server;
    this.jvmOptions.addAll(List.of(jvmOptions));
    Files.createDirectories(jobs.getParent());
    writeJobs(jobs);
    Files.writeString(work.resolve("ca.pem"), server.authority().pem());
    Files.writeString(work.resolve("config.yaml"), configuration());
    this.jobManager =
        process(
            "jobmanager",
            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
            "--configDir",
            work.toString());
    for (int i = 0; i < taskManagers; i++) {
      addTaskManager();
    }
  }

  private String configuration() throws IOException {
    Map<String, Object> config = new TreeMap<>();
    config.put("jobmanager.rpc.address", "127.0.0.1");
    config.put("jobmanager.rpc.port", JavaProcess.freePort());
    config.put("jobmanager.bind-host", "127.0.0.1");
    config.put("rest.address", "127.0.0.1");
    config.put("rest.bind-address", "127.0.0.1");
    config.put("rest.port", port);
    // The jar of the jobs is where an upload would be.
    config.put("web.upload.dir", work.resolve("web").toString());
    config.put("taskmanager.host", "127.0.0.1");
    config.put("taskmanager.bind-host", "127.0.0.1");
    config.put("taskmanager.numberOfTaskSlots", SLOTS);
    config.put("taskmanager.load-balance.mode", "SLOTS");
    // The scripts of a distribution derive these from the size of the process.
    config.put("taskmanager.cpu.cores", 1.0);
    config.put("taskmanager.memory.framework.heap.size", "64m");
    config.put("taskmanager.memory.framework.off-heap.size", "64m");
    config.put("taskmanager.memory.task.heap.size", "256m");
    config.put("taskmanager.memory.task.off-heap.size", "64m");
    config.put("taskmanager.memory.network.min", "32m");
    config.put("taskmanager.memory.network.max", "32m");
    config.put("taskmanager.memory.managed.size", "32m");
    config.put("taskmanager.memory.jvm-metaspace.size", "128m");
    config.put("taskmanager.memory.jvm-overhead.min", "64m");
    config.put("taskmanager.memory.jvm-overhead.max", "64m");
    config.put("heartbeat.interval", "1 s");
    config.put("heartbeat.timeout", "6 s");
    config.put("execution.checkpointing.interval", "1 s");
    config.put("execution.checkpointing.dir", work.resolve("checkpoints").toUri().toString());
    config.put("restart-strategy.type", "fixed-delay");
    config.put("restart-strategy.fixed-delay.attempts", 20);
    config.put("restart-strategy.fixed-delay.delay", "1 s");
    StringBuilder yaml = new StringBuilder();
    config.forEach((name, value) -> yaml.append(name).append(": ").append(value).append('\n'));
    return yaml.toString();
  }

  private static void writeJobs(Path jar) throws IOException {
    Path classes = Path.of(System.getProperty("pipelines.classes"));
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (String folder : JOB_CLASSES) {
        try (Stream<Path> files = Files.list(classes.resolve(folder))) {
          for (Path path : files.toList()) {
            out.putNextEntry(new JarEntry(classes.relativize(path).toString()));
            Files.copy(path, out);
          }
        }
      }
    }
  }

  private JavaProcess process(String name, String main, String... arguments) throws IOException {
    return process(name, jvmOptions, main, arguments);
  }

  private JavaProcess process(String name, List<String> options, String main, String... arguments)
      throws IOException {
    return JavaProcess.start(
        work,
        name,
        System.getProperty("pipelines.flink"),
        options,
        Map.of("FLINK_CONF_DIR", work.toString(), "PINECONE_API_KEY", server.project().apiKey()),
        main,
        arguments);
  }

  /** Starts one more task manager. */
  void addTaskManager() throws IOException {
    String name = "taskmanager-" + (taskManagers.size() + 1);
    taskManagers.add(
        process(
            name,
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
            "--configDir",
            work.toString(),
            "-Dtaskmanager.resource-id=" + name,
            "-Dio.tmp.dirs=" + Files.createDirectories(work.resolve(name))));
  }

  /** Kills the task manager that runs longest, and returns its name. */
  String killTaskManager() throws InterruptedException {
    taskManagers.get(killed++).kill();
    return "taskmanager-" + killed;
  }

  /** Returns the options of a connector that reaches the server by the private route. */
  Map<String, String> connection() {
    return PrivateRoute.options(server, work.resolve("ca.pem"));
  }

  /** Returns how many slots the registered task managers have. */
  int slots() {
    return get("/overview").path("slots-total").asInt();
  }

  /**
   * Starts a job and returns its id.
   *
   * @param savepoint where it continues from
   * @param configuration options of Flink for this job
   */
  String run(
      Class<?> main,
      int parallelism,
      List<String> arguments,
      @Nullable String savepoint,
      Map<String, String> configuration) {
    Map<String, Object> body = new TreeMap<>();
    body.put("entryClass", main.getName());
    body.put("parallelism", parallelism);
    body.put("programArgsList", arguments);
    body.put("flinkConfiguration", configuration);
    if (savepoint != null) {
      body.put("savepointPath", savepoint);
    }
    JsonNode answer = send("POST", "/jars/" + JOB_JAR + "/run", body);
    if (!answer.has("jobid")) {
      throw new IllegalStateException(answer.toString());
    }
    return answer.path("jobid").asText();
  }

  /** Starts a process that runs a main class of the jobs as Flink's command line does. */
  JavaProcess submit(String name, Class<?> main, int parallelism, String... arguments)
      throws IOException {
    List<String> options = new ArrayList<>(jvmOptions);
    // Flink warns of parts that a distribution has.
    options.add("-Dlog4j2.level=ERROR");
    List<String> all = new ArrayList<>();
    all.addAll(List.of("run", "-p", String.valueOf(parallelism)));
    all.addAll(List.of("-c", main.getName(), jobs.toString()));
    all.addAll(List.of(arguments));
    return process(
        name, options, "org.apache.flink.client.cli.CliFrontend", all.toArray(String[]::new));
  }

  /** Returns a job's state, such as RUNNING; empty if it is unknown. */
  String state(String job) {
    return get("/jobs/" + job).path("state").asText();
  }

  /** Returns how many checkpoints of a job have completed since its start. */
  int checkpoints(String job) {
    return get("/jobs/" + job + "/checkpoints").path("counts").path("completed").asInt();
  }

  /** Returns the failures of a job with their causes. */
  String exceptions(String job) {
    return get("/jobs/" + job + "/exceptions").toString();
  }

  /** Stops a job with a savepoint; {@link #savepoint} returns its path once it is complete. */
  String stop(String job) {
    Path folder = work.resolve("savepoints");
    return send(
            "POST",
            "/jobs/" + job + "/stop",
            Map.<String, Object>of("targetDirectory", folder.toUri().toString(), "drain", false))
        .path("request-id")
        .asText();
  }

  /** Returns the path of a savepoint; empty if it is not complete. */
  String savepoint(String job, String request) {
    return get("/jobs/" + job + "/savepoints/" + request)
        .path("operation")
        .path("location")
        .asText();
  }

  private JsonNode get(String path) {
    return send("GET", path, Map.of());
  }

  private JsonNode send(String method, String path, Map<String, ?> body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(JSON.valueToTree(body).toString()))
            .build();
    try {
      return ConnectWorker.read(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      return JSON.missingNode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Returns the CPU time of the task managers. */
  CpuTime taskManagerTime() {
    return taskManagers.stream().map(JavaProcess::cpuTime).reduce(CpuTime.NONE, CpuTime::plus);
  }

  /** Returns the CPU time of the job manager. */
  CpuTime jobManagerTime() {
    return jobManager.cpuTime();
  }

  /** Returns what all processes have logged. */
  String log() throws IOException {
    StringBuilder log = new StringBuilder();
    try (Stream<Path> files = Files.list(work)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".log")).toList()) {
        log.append(Files.readString(file));
      }
    }
    return log.toString();
  }

  @Override
  public void close() {
    taskManagers.forEach(JavaProcess::close);
    jobManager.close();
  }
}
