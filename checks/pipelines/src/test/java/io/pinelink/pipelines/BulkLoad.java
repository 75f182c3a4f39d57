package io.pinelink.pipelines;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkSource;
import io.pinelink.connector.ConnectorOptions;
import io.pinelink.model.Metadata;
import io.pinelink.model.Vector;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** A process that loads vectors with the bulk engine alone, for comparison with a connector. */
final class BulkLoad {
  static final int DIMENSION = 384;

  private BulkLoad() {}

  /** Loads vectors, given a file with the options of a connector, their number and namespaces. */
  public static void main(String... args) throws Exception {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(args[0]))) {
      properties.load(reader);
    }
    ConnectorOptions options =
        ConnectorOptions.of(
            properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty)));
    try (Pinelink client = options.client().build()) {
      Index index = options.target().vectors(client);
      long vectors = Long.parseLong(args[1]);
      for (String namespace : List.of(args).subList(2, args.length)) {
        var unused =
            index
                .namespace(namespace)
                .bulkUpsert(
                    BulkSource.of(LongStream.range(0, vectors).mapToObj(BulkLoad::vector)),
                    options.bulk().build());
      }
    }
    // Until it is killed: the CPU time of a process that has ended cannot be read.
    new CountDownLatch(1).await();
  }

  private static Vector vector(long i) {
    return Vector.of("doc-" + i, values(i), Metadata.of("title", "Document " + i));
  }

  static float[] values(long i) {
    SplittableRandom random = new SplittableRandom(i);
    float[] values = new float[DIMENSION];
    for (int j = 0; j < DIMENSION; j++) {
      values[j] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }
}
