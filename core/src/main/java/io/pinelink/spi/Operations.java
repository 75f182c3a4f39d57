package io.pinelink.spi;

import io.pinelink.model.ConfigureIndexRequest;
import io.pinelink.model.CreateIndexRequest;
import io.pinelink.model.DeleteIndexRequest;
import io.pinelink.model.DeleteIndexResponse;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.DeleteResponse;
import io.pinelink.model.DescribeIndexRequest;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.IndexDescription;
import io.pinelink.model.IndexList;
import io.pinelink.model.IndexStats;
import io.pinelink.model.ListIndexesRequest;
import io.pinelink.model.ListRequest;
import io.pinelink.model.ListResponse;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.StatsRequest;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.UpdateResponse;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.UpsertResponse;
import java.util.List;

/** Every operation that the client knows. A transport has a row for each one that it carries. */
public final class Operations {
  /** Writes vectors, replacing those with the same id. */
  public static final Operation<UpsertRequest, UpsertResponse> UPSERT =
      data("upsert", UpsertRequest.class, UpsertResponse.class);

  /** Finds the nearest vectors. */
  public static final Operation<QueryRequest, QueryResponse> QUERY =
      data("query", QueryRequest.class, QueryResponse.class);

  /** Changes one vector. */
  public static final Operation<UpdateRequest, UpdateResponse> UPDATE =
      data("update", UpdateRequest.class, UpdateResponse.class);

  /** Removes vectors. */
  public static final Operation<DeleteRequest, DeleteResponse> DELETE =
      data("delete", DeleteRequest.class, DeleteResponse.class);

  /** Reads vectors by id. */
  public static final Operation<FetchRequest, FetchResponse> FETCH =
      data("fetch", FetchRequest.class, FetchResponse.class);

  /** Lists ids, a page at a time. */
  public static final Operation<ListRequest, ListResponse> LIST =
      data("list", ListRequest.class, ListResponse.class);

  /** Counts vectors. */
  public static final Operation<StatsRequest, IndexStats> DESCRIBE_INDEX_STATS =
      data("describeIndexStats", StatsRequest.class, IndexStats.class);

  /** Makes an index. Not idempotent: a second try finds the name taken. */
  public static final Operation<CreateIndexRequest, IndexDescription> CREATE_INDEX =
      control("createIndex", CreateIndexRequest.class, IndexDescription.class, false);

  /** Describes an index. */
  public static final Operation<DescribeIndexRequest, IndexDescription> DESCRIBE_INDEX =
      control("describeIndex", DescribeIndexRequest.class, IndexDescription.class, true);

  /** Lists all indexes of the project. */
  public static final Operation<ListIndexesRequest, IndexList> LIST_INDEXES =
      control("listIndexes", ListIndexesRequest.class, IndexList.class, true);

  /** Changes an index's settings. */
  public static final Operation<ConfigureIndexRequest, IndexDescription> CONFIGURE_INDEX =
      control("configureIndex", ConfigureIndexRequest.class, IndexDescription.class, true);

  /** Deletes an index. Not idempotent: a second try finds it gone. */
  public static final Operation<DeleteIndexRequest, DeleteIndexResponse> DELETE_INDEX =
      control("deleteIndex", DeleteIndexRequest.class, DeleteIndexResponse.class, false);

  private static final List<Operation<?, ?>> ALL =
      List.of(
          UPSERT,
          QUERY,
          UPDATE,
          DELETE,
          FETCH,
          LIST,
          DESCRIBE_INDEX_STATS,
          CREATE_INDEX,
          DESCRIBE_INDEX,
          LIST_INDEXES,
          CONFIGURE_INDEX,
          DELETE_INDEX);

  private Operations() {}

  /** All of the above, in that order. */
  public static List<Operation<?, ?>> all() {
    return ALL;
  }

  private static <Q, R> Operation<Q, R> data(String name, Class<Q> request, Class<R> response) {
    return new Operation<>(name, request, response, Plane.DATA, true);
  }

  private static <Q, R> Operation<Q, R> control(
      String name, Class<Q> request, Class<R> response, boolean idempotent) {
    return new Operation<>(name, request, response, Plane.CONTROL, idempotent);
  }
}
