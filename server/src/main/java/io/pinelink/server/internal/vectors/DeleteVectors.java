package io.pinelink.server.internal.vectors;

import io.pinelink.grpc.proto.DeleteRequest;
import io.pinelink.grpc.proto.DeleteResponse;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.wire.JsonStreamReader;
import io.pinelink.server.internal.wire.RpcException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to delete vectors.
 *
 * @param filter null if it was not given
 */
record DeleteVectors(
    String namespace,
    List<String> ids,
    boolean deleteAll,
    @Nullable Map<String, @Nullable Object> filter)
    implements DataRequest<DataResult.Body> {
  static DeleteVectors ofJson(ServerCall call) {
    var read =
        new Object() {
          String namespace = "";
          List<String> ids = List.of();
          boolean deleteAll;
          @Nullable Map<String, @Nullable Object> filter;
        };
    JsonStreamReader.read(
        call.body(),
        (name, in) -> {
          switch (name) {
            case "namespace" -> read.namespace = in.text();
            case "ids" -> read.ids = in.list(JsonStreamReader::text);
            case "deleteAll" -> read.deleteAll = in.bool();
            case "filter" -> read.filter = in.json();
            default -> in.skip();
          }
        });
    return new DeleteVectors(read.namespace, read.ids, read.deleteAll, read.filter);
  }

  static DeleteVectors ofMessage(DeleteRequest message) {
    return new DeleteVectors(
        message.getNamespace(),
        message.getIdsList(),
        message.getDeleteAll(),
        message.hasFilter() ? VectorMessages.map(message.getFilter()) : null);
  }

  @Override
  public DataResult<DataResult.Body> answer(StoredIndex index) {
    boolean byIds = !ids.isEmpty();
    int selectors = (byIds ? 1 : 0) + (deleteAll ? 1 : 0) + (filter != null ? 1 : 0);
    if (selectors != 1) {
      throw RpcException.invalid(
          "Delete needs exactly one of 'ids', 'deleteAll' and 'filter', got " + selectors);
    }
    long lsn;
    if (byIds) {
      lsn = index.delete(namespace, ids);
    } else if (filter != null) {
      lsn = index.deleteMatching(namespace, index.filters(namespace).compileNonEmpty(filter)).lsn();
    } else {
      lsn = index.deleteAll(namespace);
    }
    return DataResult.ofWrite(new DataResult.Empty(DeleteResponse.getDefaultInstance()), lsn);
  }
}
