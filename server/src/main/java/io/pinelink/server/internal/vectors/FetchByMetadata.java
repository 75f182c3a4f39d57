package io.pinelink.server.internal.vectors;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.MessageLite;
import io.pinelink.grpc.proto.FetchByMetadataRequest;
import io.pinelink.grpc.proto.FetchByMetadataResponse;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.store.IndexState;
import io.pinelink.server.internal.store.ListingToken;
import io.pinelink.server.internal.store.Sequenced;
import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.store.Validation;
import io.pinelink.server.internal.vectors.FetchVectors.Fetched;
import io.pinelink.server.internal.wire.JsonStreamReader;
import io.pinelink.server.internal.wire.PlainJson;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A request for a page of matching vectors. */
record FetchByMetadata(
    String namespace, Map<String, @Nullable Object> filter, long limit, String paginationToken)
    implements DataRequest<DataResult.Body> {
  private static final int MAX_PAGE = 10_000;

  static FetchByMetadata ofJson(ServerCall call) {
    var read =
        new Object() {
          String namespace = "";
          Map<String, @Nullable Object> filter = Map.of();
          long limit = Validation.DEFAULT_PAGE;
          String paginationToken = "";
        };
    JsonStreamReader.read(
        call.body(),
        (name, in) -> {
          switch (name) {
            case "namespace" -> read.namespace = in.text();
            case "filter" -> read.filter = in.json();
            case "limit" -> read.limit = in.integer();
            case "paginationToken" -> read.paginationToken = in.text();
            default -> in.skip();
          }
        });
    return new FetchByMetadata(read.namespace, read.filter, read.limit, read.paginationToken);
  }

  static FetchByMetadata ofMessage(FetchByMetadataRequest message) {
    return new FetchByMetadata(
        message.getNamespace(),
        VectorMessages.map(message.getFilter()),
        message.hasLimit() ? Integer.toUnsignedLong(message.getLimit()) : Validation.DEFAULT_PAGE,
        message.getPaginationToken());
  }

  @Override
  public DataResult<DataResult.Body> answer(StoredIndex index) {
    Validation.checkLimit(limit, MAX_PAGE);
    String serving = index.serving(namespace);
    Predicate<Map<String, Object>> matches = index.filters(serving).compileNonEmpty(filter);
    ListingToken.Scope scope = ListingToken.Scope.ofMatching(serving, PlainJson.text(filter));
    String skipPast = ListingToken.skipPast(paginationToken, scope);
    // One more than the page size, to detect whether there is another page.
    Sequenced<List<StoredVector>> read =
        index.fetchMatching(serving, matches, skipPast, (int) limit + 1);
    boolean isLast = read.value().size() <= limit;
    List<StoredVector> page = isLast ? read.value() : read.value().subList(0, (int) limit);
    String next = isLast ? null : new ListingToken(page.get((int) limit - 1).id(), scope).encode();
    return DataResult.ofRead(
        new Page(new Fetched(IndexState.listedName(serving), page), next), read);
  }

  /**
   * A page of matching vectors.
   *
   * @param next the token of the next page; null if there is none
   */
  private record Page(Fetched fetched, @Nullable String next) implements DataResult.Body {
    @Override
    public void write(JsonGenerator out, boolean withSizes) throws IOException {
      fetched.write(out, withSizes);
      VectorJson.pagination(out, next);
    }

    @Override
    public MessageLite message(boolean withSizes) {
      FetchByMetadataResponse.Builder message =
          FetchByMetadataResponse.newBuilder()
              .setNamespace(fetched.namespace())
              .setUsage(VectorMessages.usage(fetched, withSizes));
      VectorMessages.pagination(next, message::setPagination);
      return message.build();
    }

    @Override
    public List<StoredVector> vectors() {
      return fetched.vectors();
    }
  }
}
