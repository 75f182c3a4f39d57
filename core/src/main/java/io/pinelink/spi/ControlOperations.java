package io.pinelink.spi;

import io.pinelink.control.ConfigureIndexRequest;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.DeleteIndexRequest;
import io.pinelink.control.DeleteIndexResponse;
import io.pinelink.control.DescribeIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexList;
import io.pinelink.control.ListIndexesRequest;
import java.util.List;

/** The operations at the control plane's host, over REST alone. */
public final class ControlOperations {
  /** Makes an index. Not idempotent: a second try finds the name taken. */
  public static final Operation<CreateIndexRequest, IndexDescription> CREATE_INDEX =
      once("2024-07", "createIndex", CreateIndexRequest.class, IndexDescription.class);

  /**
   * Makes an index with integrated embedding. Not idempotent: a second try finds the name taken.
   */
  public static final Operation<CreateIndexForModelRequest, IndexDescription>
      CREATE_INDEX_FOR_MODEL =
          once(
              "2025-01",
              "createIndexForModel",
              CreateIndexForModelRequest.class,
              IndexDescription.class);

  /** Describes an index. */
  public static final Operation<DescribeIndexRequest, IndexDescription> DESCRIBE_INDEX =
      idempotent("2024-07", "describeIndex", DescribeIndexRequest.class, IndexDescription.class);

  /** Lists all indexes of the project. */
  public static final Operation<ListIndexesRequest, IndexList> LIST_INDEXES =
      idempotent("2024-07", "listIndexes", ListIndexesRequest.class, IndexList.class);

  /** Changes an index's settings. */
  public static final Operation<ConfigureIndexRequest, IndexDescription> CONFIGURE_INDEX =
      idempotent("2024-07", "configureIndex", ConfigureIndexRequest.class, IndexDescription.class);

  /** Deletes an index. Not idempotent: a second try finds it gone. */
  public static final Operation<DeleteIndexRequest, DeleteIndexResponse> DELETE_INDEX =
      once("2024-07", "deleteIndex", DeleteIndexRequest.class, DeleteIndexResponse.class);

  static final List<Operation<?, ?>> ALL =
      List.of(
          CREATE_INDEX,
          CREATE_INDEX_FOR_MODEL,
          DESCRIBE_INDEX,
          LIST_INDEXES,
          CONFIGURE_INDEX,
          DELETE_INDEX);

  private ControlOperations() {}

  private static <Q, R> Operation<Q, R> idempotent(
      String since, String name, Class<Q> request, Class<R> response) {
    return new Operation<>(
        name, request, response, Plane.CONTROL, true, since, Operation.REST_ONLY);
  }

  private static <Q, R> Operation<Q, R> once(
      String since, String name, Class<Q> request, Class<R> response) {
    return new Operation<>(
        name, request, response, Plane.CONTROL, false, since, Operation.REST_ONLY);
  }
}
