package io.pinelink.server.internal.vectors;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.MessageLite;
import io.pinelink.grpc.proto.UpdateRequest;
import io.pinelink.grpc.proto.UpdateResponse;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.store.Sequenced;
import io.pinelink.server.internal.store.SparsePart;
import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.store.Validation;
import io.pinelink.server.internal.store.VectorUpdate;
import io.pinelink.server.internal.wire.JsonStreamReader;
import io.pinelink.server.internal.wire.RpcException;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A request to update one vector, or the metadata of matching vectors.
 *
 * @param filter null if it was not given
 */
record UpdateVectors(
    String namespace,
    String id,
    VectorParts vector,
    Map<String, @Nullable Object> setMetadata,
    @Nullable Map<String, @Nullable Object> filter,
    boolean dryRun)
    implements DataRequest<DataResult.Body> {
  static UpdateVectors ofJson(ServerCall call) {
    var read =
        new Object() {
          String namespace = "";
          String id = "";
          float[] values = VectorJson.NO_VALUES;
          @Nullable SparsePart sparse;
          Map<String, @Nullable Object> setMetadata = Map.of();
          @Nullable Map<String, @Nullable Object> filter;
          boolean dryRun;
        };
    JsonStreamReader.read(
        call.body(),
        (name, in) -> {
          switch (name) {
            case "namespace" -> read.namespace = in.text();
            case "id" -> read.id = in.text();
            case "values" -> read.values = in.floats();
            case "sparseValues" -> read.sparse = VectorJson.sparse(in);
            case "setMetadata" -> read.setMetadata = in.json();
            case "filter" -> read.filter = in.json();
            case "dryRun" -> read.dryRun = in.bool();
            default -> in.skip();
          }
        });
    return new UpdateVectors(
        read.namespace,
        read.id,
        new VectorParts(read.values, read.sparse),
        read.setMetadata,
        read.filter,
        read.dryRun);
  }

  static UpdateVectors ofMessage(UpdateRequest message) {
    return new UpdateVectors(
        message.getNamespace(),
        message.getId(),
        new VectorParts(
            VectorMessages.floats(message.getValuesList()),
            VectorMessages.sparse(message.getSparseValues())),
        VectorMessages.map(message.getSetMetadata()),
        message.hasFilter() ? VectorMessages.map(message.getFilter()) : null,
        message.getDryRun());
  }

  @Override
  public DataResult<DataResult.Body> answer(StoredIndex index) {
    if (filter != null) {
      return updateMatching(index, filter);
    }
    if (dryRun) {
      throw RpcException.invalid("A dry run needs 'filter'");
    }
    VectorUpdate update = VectorUpdate.of(id, vector.values(), vector.sparse(), setMetadata);
    long lsn = index.update(namespace, update);
    return DataResult.ofWrite(new Updated(OptionalInt.empty()), lsn);
  }

  private DataResult<DataResult.Body> updateMatching(
      StoredIndex index, Map<String, @Nullable Object> selected) {
    if (!id.isEmpty()) {
      throw RpcException.invalid("Cannot provide both 'id' and 'filter'");
    }
    if (!vector.areMissing()) {
      throw RpcException.invalid("Cannot update values or sparse values by 'filter'");
    }
    if (setMetadata.isEmpty() && !dryRun) {
      throw RpcException.invalid("Update by 'filter' needs 'setMetadata'");
    }
    Map<String, Object> fields = Validation.metadata(setMetadata);
    Predicate<Map<String, Object>> matches = index.filters(namespace).compileNonEmpty(selected);
    if (dryRun) {
      int matched = index.countMatching(namespace, matches);
      return DataResult.of(new Updated(OptionalInt.of(matched)));
    }
    Sequenced<Integer> written = index.updateMatching(namespace, matches, fields);
    return DataResult.ofWrite(new Updated(OptionalInt.of(written.value())), written.lsn());
  }

  /**
   * The result of an update.
   *
   * @param matched the number of vectors that matched the filter; empty for an update by id
   */
  private record Updated(OptionalInt matched) implements DataResult.Body {
    @Override
    public void write(JsonGenerator out, boolean withSizes) throws IOException {
      if (matched.isPresent()) {
        out.writeNumberField("matchedRecords", matched.getAsInt());
      }
    }

    @Override
    public MessageLite message(boolean withSizes) {
      UpdateResponse.Builder message = UpdateResponse.newBuilder();
      matched.ifPresent(message::setMatchedRecords);
      return message.build();
    }
  }
}
