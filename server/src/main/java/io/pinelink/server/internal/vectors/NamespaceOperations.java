package io.pinelink.server.internal.vectors;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.MessageLite;
import io.pinelink.grpc.proto.CreateNamespaceRequest;
import io.pinelink.grpc.proto.DeleteNamespaceRequest;
import io.pinelink.grpc.proto.DeleteResponse;
import io.pinelink.grpc.proto.DescribeNamespaceRequest;
import io.pinelink.grpc.proto.IndexedFields;
import io.pinelink.grpc.proto.ListNamespacesRequest;
import io.pinelink.grpc.proto.ListNamespacesResponse;
import io.pinelink.grpc.proto.MetadataFieldProperties;
import io.pinelink.grpc.proto.NamespaceDescription;
import io.pinelink.server.internal.http.PathTable;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.store.NamespaceEntry;
import io.pinelink.server.internal.store.Sequenced;
import io.pinelink.server.internal.store.StoredPage;
import io.pinelink.server.internal.store.Validation;
import io.pinelink.server.internal.wire.JsonStreamReader;
import io.pinelink.server.internal.wire.QueryString;
import io.pinelink.server.internal.wire.RpcException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operations on namespaces. */
public final class NamespaceOperations {
  private static final String NAMESPACES = "/namespaces";
  private static final String NAMESPACE = "/namespaces/{namespace}";

  private NamespaceOperations() {}

  public static void addTo(PathTable<DataEndpoint> paths, GrpcEndpoint grpc) {
    new DataTable(paths, grpc, VectorOperations.SERVICE, call -> {})
        .on(
            "listNamespaces",
            "GET " + NAMESPACES,
            NamespaceOperations::list,
            ListNamespacesRequest::parser,
            NamespaceOperations::list)
        .on(
            "createNamespace",
            "POST " + NAMESPACES,
            NamespaceOperations::create,
            CreateNamespaceRequest::parser,
            NamespaceOperations::create)
        .on(
            "describeNamespace",
            "GET " + NAMESPACE,
            call -> describe(call.pathValue()),
            DescribeNamespaceRequest::parser,
            message -> describe(message.getNamespace()))
        .on(
            "deleteNamespace",
            "DELETE " + NAMESPACE,
            call -> delete(call.pathValue()),
            DeleteNamespaceRequest::parser,
            message -> delete(message.getNamespace()));
  }

  private static DataRequest<DataResult.Body> list(ServerCall call) {
    QueryString query = new QueryString(call.query());
    return list(query.first("prefix").orElse(""), VectorJson.limit(query), query.paginationToken());
  }

  private static DataRequest<DataResult.Body> list(ListNamespacesRequest message) {
    return list(
        message.getPrefix(),
        message.hasLimit() ? Integer.toUnsignedLong(message.getLimit()) : Validation.DEFAULT_PAGE,
        message.getPaginationToken());
  }

  private static DataRequest<DataResult.Body> list(
      String prefix, long limit, String paginationToken) {
    return index -> DataResult.of(new Listed(index.listNamespaces(prefix, limit, paginationToken)));
  }

  private static DataRequest<DataResult.Body> create(ServerCall call) {
    var read =
        new Object() {
          String name = "";
          @Nullable Map<String, Boolean> schema;
        };
    JsonStreamReader.read(
        call.body(),
        (name, in) -> {
          switch (name) {
            case "name" -> read.name = in.text();
            case "schema" -> read.schema = schema(in);
            default -> in.skip();
          }
        });
    return create(read.name, read.schema);
  }

  private static Map<String, Boolean> schema(JsonStreamReader reader) throws IOException {
    var read =
        new Object() {
          Map<String, Boolean> fields = Map.of();
        };
    reader.object(
        (name, in) -> {
          if (name.equals("fields")) {
            read.fields = in.map(NamespaceOperations::filterable);
          } else {
            in.skip();
          }
        });
    return read.fields;
  }

  private static boolean filterable(JsonStreamReader reader) throws IOException {
    var read =
        new Object() {
          boolean filterable;
        };
    reader.object(
        (name, in) -> {
          if (name.equals("filterable")) {
            read.filterable = in.bool();
          } else {
            in.skip();
          }
        });
    return read.filterable;
  }

  private static DataRequest<DataResult.Body> create(CreateNamespaceRequest message) {
    if (!message.hasSchema()) {
      return create(message.getName(), null);
    }
    Map<String, Boolean> schema = new LinkedHashMap<>();
    message
        .getSchema()
        .getFieldsMap()
        .forEach((field, properties) -> schema.put(field, properties.getFilterable()));
    return create(message.getName(), schema);
  }

  /**
   * Returns a request to create a namespace.
   *
   * @param schema whether each field is filterable; null if no schema was given
   */
  private static DataRequest<DataResult.Body> create(
      String name, @Nullable Map<String, Boolean> schema) {
    return index -> {
      if (name.isEmpty()) {
        throw RpcException.invalid("Namespace must have a name");
      }
      Set<String> filterable = Validation.schema(schema);
      long lsn = index.createNamespace(name, filterable);
      return DataResult.ofWrite(new Described(new NamespaceEntry(name, 0, 0L, filterable)), lsn);
    };
  }

  private static DataRequest<DataResult.Body> describe(String name) {
    return index -> {
      Sequenced<NamespaceEntry> read = index.describeNamespace(name);
      return DataResult.ofRead(new Described(read.value()), read);
    };
  }

  private static DataRequest<DataResult.Body> delete(String name) {
    return index -> {
      if (name.isEmpty()) {
        throw RpcException.invalid(
            "DeleteNamespace needs the name of a namespace, __default__ for the default one");
      }
      long lsn = index.deleteNamespace(name);
      return DataResult.ofWrite(new DataResult.Empty(DeleteResponse.getDefaultInstance()), lsn);
    };
  }

  private record Described(NamespaceEntry namespace) implements DataResult.Body {
    @Override
    public void write(JsonGenerator out, boolean withSizes) throws IOException {
      out.writeStringField("name", namespace.name());
      // 64-bit integers are strings in protobuf's JSON.
      out.writeStringField("record_count", Integer.toString(namespace.recordCount()));
      Long size = namespace.sizeBytes();
      if (withSizes && size != null) {
        out.writeStringField("size_bytes", Long.toString(size));
      }
      Set<String> filterable = namespace.filterable();
      if (filterable != null) {
        out.writeObjectFieldStart("schema");
        out.writeObjectFieldStart("fields");
        for (String field : filterable) {
          out.writeObjectFieldStart(field);
          out.writeBooleanField("filterable", true);
          out.writeEndObject();
        }
        out.writeEndObject();
        out.writeEndObject();
        out.writeObjectFieldStart("indexed_fields");
        out.writeArrayFieldStart("fields");
        for (String field : filterable) {
          out.writeString(field);
        }
        out.writeEndArray();
        out.writeEndObject();
      }
    }

    @Override
    public NamespaceDescription message(boolean withSizes) {
      NamespaceDescription.Builder message =
          NamespaceDescription.newBuilder()
              .setName(namespace.name())
              .setRecordCount(namespace.recordCount());
      Long size = namespace.sizeBytes();
      if (withSizes && size != null) {
        message.setSizeBytes(size);
      }
      Set<String> filterable = namespace.filterable();
      if (filterable != null) {
        MetadataFieldProperties yes =
            MetadataFieldProperties.newBuilder().setFilterable(true).build();
        filterable.forEach(field -> message.getSchemaBuilder().putFields(field, yes));
        message.setIndexedFields(IndexedFields.newBuilder().addAllFields(filterable));
      }
      return message.build();
    }
  }

  private record Listed(StoredPage<NamespaceEntry> page) implements DataResult.Body {
    @Override
    public void write(JsonGenerator out, boolean withSizes) throws IOException {
      VectorJson.page(out, "namespaces", page, Described::new, withSizes);
    }

    @Override
    public MessageLite message(boolean withSizes) {
      ListNamespacesResponse.Builder message =
          ListNamespacesResponse.newBuilder().setTotalCount(page.total());
      for (NamespaceEntry namespace : page.items()) {
        message.addNamespaces(new Described(namespace).message(withSizes));
      }
      VectorMessages.pagination(page.next(), message::setPagination);
      return message.build();
    }
  }
}
