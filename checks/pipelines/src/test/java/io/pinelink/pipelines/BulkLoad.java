package io.pinelink.pipelines;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.connector.ConnectorOptions;
import io.pinelink.model.Metadata;
import io.pinelink.model.Vector;
import io.pinelink.pipelines.demo.DemoVectors;
import io.pinelink.pipelines.demo.StepInput;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A process that loads vectors with the bulk engine alone, for comparison with a connector. Its
 * {@link Steps steps} are {@code load NAMESPACE}, and {@code generate}, which loads nothing.
 */
final class BulkLoad {
  private final int vectors;
  private final int dimension;

  private BulkLoad(int vectors, int dimension) {
    this.vectors = vectors;
    this.dimension = dimension;
  }

  /** Arguments: a file with the options of a connector, and the vectors' number and dimension. */
  public static void main(String... args) throws Exception {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(args[0]))) {
      properties.load(reader);
    }
    ConnectorOptions options =
        ConnectorOptions.of(
            properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty)));
    BulkLoad load = new BulkLoad(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    try (Pinelink client = options.client().build()) {
      Index index = options.target().vectors(client);
      StepInput.run(
          step -> {
            if (step.equals("generate")) {
              load.vectors().forEach(vector -> {});
              return;
            }
            BulkReport report =
                index
                    .namespace(step.substring("load ".length()))
                    .bulkUpsert(BulkSource.of(load.vectors()), options.bulk().build());
            if (!report.isClean()) {
              throw new IllegalStateException(report.toString());
            }
          });
    }
  }

  private Stream<Vector> vectors() {
    return LongStream.range(0, vectors).mapToObj(this::vector);
  }

  private Vector vector(long number) {
    return Vector.of(
        DemoVectors.id(number),
        DemoVectors.values(number, dimension),
        Metadata.of("title", DemoVectors.title(number)));
  }
}
