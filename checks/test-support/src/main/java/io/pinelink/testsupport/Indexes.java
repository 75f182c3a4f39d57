package io.pinelink.testsupport;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import java.util.List;

/** The indexes that end-to-end tests work on. */
public final class Indexes {
  public static final IndexSpec.Serverless REGION = IndexSpec.serverless(Cloud.AWS, "us-east-1");

  private Indexes() {}

  /** Creates an index of two dimensions and opens it by name. */
  public static Index create(Pinelink client, String name, Metric metric) {
    client
        .controlPlane()
        .createIndex(CreateIndexRequest.builder(name, REGION).dimension(2).metric(metric).build());
    return client.index(name);
  }

  /** Upserts three vectors: "east" and "north" at right angles, and "northeast" between them. */
  public static void fill(Index index) {
    index.upsert(
        List.of(
            vector("east", 1, 0, "compass", 1),
            vector("north", 0, 1, "compass", 2),
            vector("northeast", 1, 1, "between", 3)));
  }

  private static Vector vector(String id, float x, float y, String kind, int rank) {
    return Vector.of(
        id,
        new float[] {x, y},
        Metadata.builder().put("kind", kind).put("rank", rank).put("tags", List.of(id)).build());
  }
}
