package io.pinelink.server.internal.vectors;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.MessageLite;
import io.pinelink.grpc.proto.ListItem;
import io.pinelink.grpc.proto.ListRequest;
import io.pinelink.grpc.proto.ListResponse;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.store.IdPage;
import io.pinelink.server.internal.store.Sequenced;
import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.store.Validation;
import io.pinelink.server.internal.wire.QueryString;
import java.io.IOException;

/** A request for a page of ids. */
record ListIds(String namespace, String prefix, long limit, String paginationToken)
    implements DataRequest<DataResult.Body> {
  static ListIds ofJson(ServerCall call) {
    QueryString query = new QueryString(call.query());
    return new ListIds(
        query.first("namespace").orElse(""),
        query.first("prefix").orElse(""),
        VectorJson.limit(query),
        query.paginationToken());
  }

  static ListIds ofMessage(ListRequest message) {
    return new ListIds(
        message.getNamespace(),
        message.getPrefix(),
        message.hasLimit() ? Integer.toUnsignedLong(message.getLimit()) : Validation.DEFAULT_PAGE,
        message.getPaginationToken());
  }

  @Override
  public DataResult<DataResult.Body> answer(StoredIndex index) {
    String serving = index.serving(namespace);
    Sequenced<IdPage> read = index.list(serving, prefix, limit, paginationToken);
    return DataResult.ofRead(new Listed(serving, read.value()), read);
  }

  private record Listed(String namespace, IdPage page) implements DataResult.Read {
    @Override
    public int readUnits() {
      return 1;
    }

    @Override
    public long egressBytes() {
      return page.ids().stream().mapToLong(String::length).sum();
    }

    @Override
    public void write(JsonGenerator out, boolean withSizes) throws IOException {
      out.writeArrayFieldStart("vectors");
      for (String id : page.ids()) {
        out.writeStartObject();
        out.writeStringField("id", id);
        out.writeEndObject();
      }
      out.writeEndArray();
      VectorJson.pagination(out, page.next());
      out.writeStringField("namespace", namespace);
      VectorJson.usage(out, this, withSizes);
    }

    @Override
    public MessageLite message(boolean withSizes) {
      ListResponse.Builder message =
          ListResponse.newBuilder()
              .setNamespace(namespace)
              .setUsage(VectorMessages.usage(this, withSizes));
      page.ids().forEach(id -> message.addVectors(ListItem.newBuilder().setId(id)));
      VectorMessages.pagination(page.next(), message::setPagination);
      return message.build();
    }
  }
}
