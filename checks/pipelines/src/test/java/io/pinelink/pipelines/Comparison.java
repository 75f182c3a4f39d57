package io.pinelink.pipelines;

import io.pinelink.server.RateLimit;
import io.pinelink.spi.DataOperations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Compares a connector, in a cluster whose processes are warm, with the bulk engine alone, which
 * loads the same vectors in a process of its own: without limits, where the processors are the
 * limit, and with the limits of the service.
 */
final class Comparison {
  /** As the scripts of Kafka and Flink start workers and task managers: with C2 and G1. */
  static final List<String> JVM =
      List.of("-XX:TieredStopAtLevel=4", "-XX:-UseSerialGC", "-XX:+UseG1GC", "-Xmx2g");

  private static final String NAMESPACE = "measured";

  /** The service's limit of upserts into a namespace. */
  private static final int BYTES_PER_SECOND = 50_000_000;

  private static final int MAX_REQUEST_BYTES = 2_000_000;
  private static final int MAX_REQUEST_VECTORS = 1_000;

  /** The approximate size of an id and a title. */
  private static final int TEXT_BYTES = 40;

  private final Demo demo;
  private final Connector connector;
  private final JavaProcess bulk;
  private final Steps bulkSteps;
  private final LoadMeter meter;

  private Comparison(Demo demo, Connector connector, JavaProcess bulk) {
    this.demo = demo;
    this.connector = connector;
    this.bulk = bulk;
    this.bulkSteps = new Steps(bulk, "> ");
    this.meter = new LoadMeter(demo.vectors);
  }

  /** A connector in its cluster. */
  interface Connector {
    /** Starts to write all vectors into a namespace. */
    void write(String namespace);

    /** Returns whether the write has ended. */
    boolean ended();

    /** Reads all vectors as for a write, but does not pass them to the connector. */
    Load read(LoadMeter meter);

    /** Returns the CPU times of the processes where the connector runs, and of the others. */
    Load.Processes processes();
  }

  /**
   * Runs the comparison, and prints its tables.
   *
   * @param names what the tables call the parts
   * @param folder where the bulk engine's process logs
   * @param jars a folder with the self-contained jar
   * @param options the connector's options
   */
  static void run(
      Demo demo,
      Connector connector,
      ComparisonTables.Names names,
      Path folder,
      String jars,
      Map<String, String> options)
      throws Exception {
    Path classes =
        Path.of(BulkLoad.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (JavaProcess bulk =
        JavaProcess.start(
            folder,
            "bulk",
            classes + ":" + jars,
            JVM,
            Map.of("PINECONE_API_KEY", demo.server.project().apiKey()),
            BulkLoad.class.getName(),
            KafkaBroker.write(folder.resolve("bulk.properties"), options).toString(),
            Integer.toString(demo.vectors),
            Integer.toString(demo.dimension))) {
      new Comparison(demo, connector, bulk).run(names);
    }
  }

  private void run(ComparisonTables.Names names) {
    Load sink = write("the connector");
    Load read = connector.read(meter);
    Load unused = load("the bulk engine alone, warm-up");
    Load alone = load("the bulk engine alone");
    Load generated = generate();
    Load limitedSink = limited(() -> write("the connector with the service's limits"));
    Load limitedAlone = limited(() -> load("the bulk engine alone with the service's limits"));
    new ComparisonTables(names, demo)
        .print(
            new ComparisonTables.Loads(limitedSink, limitedAlone),
            new ComparisonTables.Loads(sink, alone),
            new ComparisonTables.Loads(read, generated));
  }

  private Load write(String what) {
    connector.write(NAMESPACE);
    return follow(what, connector::ended, connector.processes());
  }

  private Load load(String what) {
    bulkSteps.start("load " + NAMESPACE);
    return follow(what, bulkSteps::ended, bulkProcess());
  }

  private Load follow(String what, BooleanSupplier ended, Load.Processes processes) {
    Load load = meter.follow(what, () -> demo.stored(NAMESPACE), ended, processes);
    demo.delete(NAMESPACE);
    return load;
  }

  private Load generate() {
    return meter.whole(
        "generating the vectors alone", () -> bulkSteps.run("generate"), bulkProcess());
  }

  private Load.Processes bulkProcess() {
    return new Load.Processes(bulk::cpuTime, () -> Duration.ZERO);
  }

  /** Loads with the service's limit of bytes, as one of full requests. */
  private Load limited(Supplier<Load> load) {
    int vector = demo.dimension * Float.BYTES + TEXT_BYTES;
    int request = Math.min(MAX_REQUEST_VECTORS, MAX_REQUEST_BYTES / vector) * vector;
    RateLimit limit = demo.server.faults().limit(DataOperations.UPSERT, BYTES_PER_SECOND / request);
    Load result = load.get();
    System.out.printf(
        "  %,d requests of %,d vectors on average; %,d were refused%n",
        limit.taken(), demo.vectors / limit.taken(), limit.refused());
    demo.server.faults().limitOnly(Map.of());
    return result;
  }
}
