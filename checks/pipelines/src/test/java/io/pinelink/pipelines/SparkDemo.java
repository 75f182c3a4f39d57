package io.pinelink.pipelines;

import java.util.Map;

/**
 * Writes a table of Spark into an index, reads it and queries it: a master and two workers as
 * processes, and an embedded server on the private route over TLS. Then it compares the rate with
 * the bulk engine alone, if it has arguments. {@code examples/spark} runs it; the job is {@code
 * DemoJob}.
 */
final class SparkDemo implements Comparison.Connector {
  private final SparkCluster cluster;
  private final Steps driver;

  private SparkDemo(SparkCluster cluster, JavaProcess driver) {
    this.cluster = cluster;
    this.driver = new Steps(driver, "> ");
  }

  public static void main(String... args) throws Exception {
    try (Demo demo = new Demo(args)) {
      System.out.println("Starting a master and two workers.");
      try (SparkCluster cluster = new SparkCluster(demo.server, 2, Comparison.HEAP)) {
        Map<String, String> options = cluster.options(Demo.INDEX);
        JavaProcess process =
            cluster.submit(
                "demo",
                "DemoJob",
                options,
                cluster.work.resolve("table").toString(),
                String.valueOf(demo.vectors),
                String.valueOf(demo.dimension));
        SparkDemo spark = new SparkDemo(cluster, process);
        spark.driver.run("create");
        spark.driver.start("write first");
        var unused =
            new LoadMeter(demo.vectors)
                .follow(
                    "the first write", () -> demo.stored("first"), spark::ended, spark.processes());
        spark.driver.run("read first");
        demo.delete("first");
        if (demo.compares) {
          Comparison.run(
              demo,
              spark,
              new ComparisonTables.Names(
                  "data source", "executors", "reading Parquet", "master, workers, driver"),
              cluster.work,
              System.getProperty("pipelines.spark.connector"),
              options);
        }
      }
      demo.printPublicCalls();
    }
    System.exit(0);
  }

  @Override
  public void write(String namespace) {
    driver.start("write " + namespace);
  }

  @Override
  public boolean ended() {
    return driver.ended();
  }

  @Override
  public Load read(LoadMeter meter) {
    return meter.difference(
        "reading alone", () -> driver.run("drop half"), () -> driver.run("drop all"), processes());
  }

  @Override
  public Load.Processes processes() {
    return new Load.Processes(cluster::executorTime, cluster::otherTime);
  }
}
