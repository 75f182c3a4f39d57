package io.pinelink.pipelines;

import io.pinelink.server.RateLimit;
import java.nio.file.Path;
import java.util.ArrayList;
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
  static final String HEAP = "2g";

  /** As the scripts of Kafka and Flink start workers and task managers: with C2 and G1. */
  static final List<String> JVM =
      List.of("-XX:TieredStopAtLevel=4", "-XX:-UseSerialGC", "-XX:+UseG1GC", "-Xmx" + HEAP);

  private static final String NAMESPACE = "measured";

  /** The service's limit of upserts into a namespace. */
  private static final int BYTES_PER_SECOND = 50_000_000;

  private static final int MAX_REQUEST_BYTES = 2_000_000;
  private static final int MAX_REQUEST_VECTORS = 1_000;

  /** The approximate size of an id and a title. */
  private static final int TEXT_BYTES = 40;

  /** The rates of consecutive loads differ much. */
  private static final int ROUNDS = 3;

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

  /** A load by the connector, and one by the bulk engine alone. */
  record Loads(Load connector, Load alone) {
    Loads plus(Loads other) {
      return new Loads(connector.plus(other.connector), alone.plus(other.alone));
    }

    double relative() {
      return connector.perSecond() / alone.perSecond();
    }
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
    Load unused = load("the bulk engine alone, warm-up");
    List<Loads> rounds = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      rounds.add(new Loads(write("the connector"), load("the bulk engine alone")));
    }
    Loads sources = new Loads(connector.read(meter), generate());
    Loads limited =
        new Loads(
            limited(() -> write("the connector with the service's limits")),
            limited(() -> load("the bulk engine alone with the service's limits")));
    new ComparisonTables(names, demo).print(limited, rounds, sources);
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
    return new Load.Processes(bulk::cpuTime, () -> CpuTime.NONE);
  }

  /** Loads with the service's limit of bytes, as one of full requests. */
  private Load limited(Supplier<Load> load) {
    int vector = demo.dimension * Float.BYTES + TEXT_BYTES;
    int request = Math.min(MAX_REQUEST_VECTORS, MAX_REQUEST_BYTES / vector) * vector;
    RateLimit limit = demo.server.faults().limit("upsert", BYTES_PER_SECOND / request);
    Load result = load.get();
    System.out.printf(
        "  %,d requests of %,d vectors on average; %,d were refused%n",
        limit.taken(), demo.vectors / limit.taken(), limit.refused());
    demo.server.faults().limitOnly(Map.of());
    return result;
  }
}
