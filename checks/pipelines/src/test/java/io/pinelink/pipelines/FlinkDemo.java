package io.pinelink.pipelines;

import static org.awaitility.Awaitility.await;

import io.pinelink.pipelines.flink.SqlScript;
import io.pinelink.pipelines.flink.VectorOf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes rows into an index and searches it, in SQL: a job manager and two task managers as
 * processes, and an embedded server on the private route over TLS. Then it compares the rate with
 * the bulk engine alone, if it has arguments. {@code examples/flink} runs it.
 */
final class FlinkDemo implements Comparison.Connector {
  private final Demo demo;
  private final FlinkCluster cluster;
  private final JavaProcess client;
  private final Steps scripts;
  private int files;

  private FlinkDemo(Demo demo, FlinkCluster cluster, JavaProcess client) {
    this.demo = demo;
    this.cluster = cluster;
    this.client = client;
    this.scripts = new Steps(client, "");
  }

  public static void main(String... args) throws Exception {
    try (Demo demo = new Demo(args)) {
      System.out.println("Starting a job manager and two task managers.");
      try (FlinkCluster cluster =
          new FlinkCluster(demo.server, 2, Comparison.JVM.toArray(String[]::new))) {
        await().atMost(KafkaCluster.LONG).until(() -> cluster.slots() == 2 * FlinkCluster.SLOTS);
        try (JavaProcess client = cluster.submit("sql", SqlScript.class, 2)) {
          new FlinkDemo(demo, cluster, client).run();
        }
      }
      demo.printPublicCalls();
    }
    System.exit(0);
  }

  private void run() throws Exception {
    scripts.run(script(tables()));
    write("docs");
    var unused =
        new LoadMeter(demo.vectors)
            .follow("the first load", () -> demo.stored("docs"), this::ended, processes());
    scripts.run(
        script(
            """
            SELECT question, id, title, score
              FROM questions, LATERAL TABLE(VECTOR_SEARCH(
                TABLE docs, DESCRIPTOR(embedding), questions.asked, 3));
            """));
    demo.delete("docs");
    if (demo.compares) {
      compare();
    }
  }

  private String tables() {
    return """
        CREATE TABLE texts (
          id STRING,
          PRIMARY KEY (id) NOT ENFORCED
        ) WITH (
          'connector' = 'datagen',
          'rows-per-second' = '1000000000',
          'fields.id.kind' = 'sequence',
          'fields.id.start' = '0',
          'fields.id.end' = '%d'
        );
        CREATE FUNCTION VECTOR_OF AS '%s';
        CREATE TABLE docs (
          id STRING,
          embedding ARRAY<FLOAT>,
          title STRING,
          PRIMARY KEY (id) NOT ENFORCED
        ) WITH (
          'connector' = 'pinelink',
          'index.name' = '%s',
          'namespace' = 'docs'%s
        );
        CREATE TABLE questions (
          question STRING,
          asked AS VECTOR_OF(question, %d)
        ) WITH (
          'connector' = 'datagen',
          'fields.question.kind' = 'sequence',
          'fields.question.start' = '7',
          'fields.question.end' = '8'
        );
        """
        .formatted(
            demo.vectors - 1,
            VectorOf.class.getName(),
            Demo.INDEX,
            cluster.connection().entrySet().stream()
                .map(option -> ",\n  '" + option.getKey() + "' = '" + option.getValue() + "'")
                .collect(Collectors.joining()),
            demo.dimension);
  }

  private String insert(String into, String from) {
    return script(
        """
        INSERT INTO %s
          SELECT id, VECTOR_OF(id, %d), CONCAT('Document ', id) FROM %s;
        """
            .formatted(into, demo.dimension, from));
  }

  /** Writes a script to a file, and returns its path. */
  private String script(String statements) {
    try {
      return Files.writeString(cluster.work.resolve("script-" + ++files + ".sql"), statements)
          .toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void compare() throws Exception {
    scripts.run(
        script(
            """
            CREATE TABLE measured WITH ('namespace' = 'measured') LIKE docs;
            CREATE TABLE dropped WITH ('connector' = 'blackhole') LIKE docs (EXCLUDING OPTIONS);
            CREATE TABLE half_of_texts WITH ('fields.id.end' = '%d') LIKE texts;
            """
                .formatted(demo.vectors / 2 - 1)));
    Map<String, String> options = new HashMap<>(cluster.connection());
    options.put("index.name", Demo.INDEX);
    Comparison.run(
        demo,
        this,
        new ComparisonTables.Names(
            "sink", "task managers", "generating rows in SQL", "job manager, SQL client"),
        cluster.work,
        System.getProperty("pipelines.flink"),
        options);
  }

  @Override
  public void write(String namespace) {
    scripts.start(insert(namespace, "texts"));
  }

  @Override
  public boolean ended() {
    return scripts.ended();
  }

  @Override
  public Load read(LoadMeter meter) {
    return meter.difference(
        "reading alone",
        () -> scripts.run(insert("dropped", "half_of_texts")),
        () -> scripts.run(insert("dropped", "texts")),
        processes());
  }

  @Override
  public Load.Processes processes() {
    return new Load.Processes(
        cluster::taskManagerTime, () -> cluster.jobManagerTime().plus(client.cpuTime()));
  }
}
