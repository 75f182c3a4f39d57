package io.pinelink.pipelines;

import static org.awaitility.Awaitility.await;

import io.pinelink.server.EmbeddedPinecone;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A master and workers of Spark as processes, which start an executor for each job, and drivers
 * with the jars that a user of the connector has.
 */
final class SparkCluster implements AutoCloseable {
  static final Duration LONG = Duration.ofMinutes(10);

  /** Packages that {@code spark-submit} opens for a driver on JDK 17, and the jobs need. */
  static final List<String> OPENED =
      Stream.of(
              "java.lang",
              "java.lang.invoke",
              "java.net",
              "java.nio",
              "java.util",
              "java.util.concurrent",
              "jdk.internal.ref",
              "sun.nio.ch",
              "sun.util.calendar")
          .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
          .toList();

  final Path work = Path.of(System.getProperty("pipelines.work"), "spark");
  private final Path home = Path.of(System.getProperty("pipelines.spark"));
  private final EmbeddedPinecone server;
  private final String memory;
  private final String address = "127.0.0.1:" + JavaProcess.freePort();
  private final int pages = JavaProcess.freePort();
  private final JavaProcess master;
  private final List<JavaProcess> workers = new ArrayList<>();
  private final List<JavaProcess> drivers = new ArrayList<>();

  /**
   * Starts the cluster, and waits until the master has all workers, each of which runs one task.
   *
   * @param server the service that jobs write to
   * @param memory the heap of an executor, such as {@code 512m}
   */
  SparkCluster(EmbeddedPinecone server, int workers, String memory) throws IOException {
    this.server = server;
    this.memory = memory;
    Files.createDirectories(work);
    Files.writeString(work.resolve("ca.pem"), server.authority().pem());
    this.master =
        start(
            "master",
            "deploy.master.Master",
            "--host",
            "127.0.0.1",
            "--port",
            address.substring(address.indexOf(':') + 1),
            "--webui-port",
            String.valueOf(pages));
    for (int i = 0; i < workers; i++) {
      this.workers.add(startWorker(i));
    }
    awaitWorkers(workers);
  }

  private JavaProcess startWorker(int number) throws IOException {
    return start(
        "worker-" + number,
        "deploy.worker.Worker",
        "--host",
        "127.0.0.1",
        "--webui-port",
        "0",
        "--cores",
        "1",
        "--memory",
        memory,
        "-d",
        work.resolve("worker-" + number).toString(),
        "spark://" + address);
  }

  private JavaProcess start(String name, String main, String... arguments) throws IOException {
    List<String> options = new ArrayList<>(OPENED);
    // A driver refuses to start with less.
    options.add("-Xmx512m");
    return JavaProcess.start(
        work,
        name,
        home.resolve("jars").toString(),
        options,
        Map.of(
            "PINECONE_API_KEY",
            server.project().apiKey(),
            "SPARK_HOME",
            home.toString(),
            "SPARK_LOCAL_IP",
            "127.0.0.1",
            "SPARK_SCALA_VERSION",
            "2.13"),
        "org.apache.spark." + main,
        arguments);
  }

  private void awaitWorkers(int count) {
    HttpClient http = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + pages + "/json/")).build();
    await()
        .atMost(LONG)
        .ignoreExceptions()
        .until(
            () ->
                http.send(request, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .contains("\"aliveworkers\" : " + count + ","));
  }

  /** Kills a worker and its executors. */
  void killWorker(int number) throws InterruptedException {
    workers.get(number).killAll();
  }

  /** Starts a worker again after {@link #killWorker}. */
  void restartWorker(int number) throws IOException {
    workers.set(number, startWorker(number));
  }

  /** Returns the connector's options for an index, over the private route with TLS. */
  Map<String, String> options(String index) {
    Map<String, String> options = PrivateRoute.options(server, work.resolve("ca.pem"));
    options.put("index.name", index);
    return options;
  }

  /**
   * Starts the driver of a job, as {@code spark-submit} does.
   *
   * @param main the class of the job in {@code checks/pipelines/spark}
   * @param options the connector's options
   */
  JavaProcess submit(String name, String main, Map<String, String> options, String... more)
      throws IOException {
    Path properties = KafkaBroker.write(work.resolve(name + ".properties"), options);
    Path connector = Path.of(System.getProperty("pipelines.spark.connector"));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--master",
                "spark://" + address,
                "--name",
                name,
                "--jars",
                jars(connector),
                "--conf",
                "spark.driver.host=127.0.0.1",
                "--conf",
                "spark.executor.memory=" + memory,
                "--conf",
                "spark.executor.extraJavaOptions=" + CpuTime.FIXED_COMPILERS,
                "--conf",
                "spark.ui.enabled=false",
                "--conf",
                "spark.redaction.regex=(?i)secret|password|token|api[.]key",
                "--conf",
                "spark.sql.shuffle.partitions=4",
                "--class",
                "io.pinelink.pipelines.spark." + main,
                home.resolve("job.jar").toString(),
                properties.toString()));
    arguments.addAll(List.of(more));
    JavaProcess driver = start(name, "deploy.SparkSubmit", arguments.toArray(String[]::new));
    drivers.add(driver);
    return driver;
  }

  private static String jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Path::toString).collect(Collectors.joining(","));
    }
  }

  /** Returns the CPU time of the executors that run now. */
  CpuTime executorTime() {
    return workers.stream()
        .flatMap(JavaProcess::children)
        .map(CpuTime::of)
        .reduce(CpuTime.NONE, CpuTime::plus);
  }

  /** Returns the CPU time of the master, the workers and the drivers. */
  CpuTime otherTime() {
    return Stream.concat(workers.stream(), drivers.stream())
        .map(JavaProcess::cpuTime)
        .reduce(master.cpuTime(), CpuTime::plus);
  }

  /** Returns what drivers, workers and executors have logged. */
  String log() throws IOException {
    try (Stream<Path> files = Files.walk(work)) {
      return files
          .filter(file -> file.toString().matches(".*(\\.log|/stderr|/stdout)"))
          .map(SparkCluster::read)
          .collect(Collectors.joining());
    }
  }

  /** Returns what the driver of a job has logged. */
  String log(String job) {
    return read(work.resolve(job + ".log"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    drivers.forEach(JavaProcess::close);
    for (JavaProcess worker : workers) {
      try {
        worker.killAll();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    master.close();
  }
}
