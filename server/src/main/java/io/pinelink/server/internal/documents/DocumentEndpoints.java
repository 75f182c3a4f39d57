package io.pinelink.server.internal.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.internal.control.IndexResource;
import io.pinelink.server.internal.http.PathTable;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.inference.ModelEmbedder;
import io.pinelink.server.internal.schema.DocumentSchema;
import io.pinelink.server.internal.vectors.DataEndpoint;
import io.pinelink.server.internal.vectors.DataRequest;
import io.pinelink.server.internal.vectors.DataResult;
import io.pinelink.server.internal.wire.RequestJson;
import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.internal.wire.RpcException;
import java.util.function.IntSupplier;

/** The data-plane endpoints of documents, which are REST only, since API version 2026-07. */
public final class DocumentEndpoints {
  private final DocumentReads reads;
  private final DocumentWrites writes;
  private final IntSupplier maxRequestBytes;

  /**
   * @param maxRequestBytes returns the maximum size of a request that writes documents
   */
  public DocumentEndpoints(ModelEmbedder embeddings, IntSupplier maxRequestBytes) {
    this.reads = new DocumentReads(embeddings);
    this.writes = new DocumentWrites(embeddings);
    this.maxRequestBytes = maxRequestBytes;
  }

  /** A decoder of the requests of one operation. */
  private interface Decoder {
    DataRequest<ObjectNode> decode(DocumentSchema schema, String namespace, RequestJson body);
  }

  public void addTo(PathTable<DataEndpoint> paths) {
    paths
        .on("upsertDocuments", path("upsert"), write(writes::upsert))
        .on("searchDocuments", path("search"), read(reads::search))
        .on("fetchDocuments", path("fetch"), read(reads::fetch))
        .on(
            "deleteDocuments",
            path("delete"),
            write((schema, namespace, body) -> DocumentWrites.delete(namespace, body)))
        .on("updateDocuments", path("update"), write(writes::update))
        .on(
            "listDocuments",
            path("list"),
            read((schema, namespace, body) -> DocumentReads.list(namespace, body)));
  }

  private DataEndpoint write(Decoder decoder) {
    return (index, call) -> {
      int max = maxRequestBytes.getAsInt();
      if (call.body().length > max) {
        throw RpcException.invalid(
            "Request size is " + call.body().length + " bytes, which exceeds the limit of " + max);
      }
      return answer(202, decoder, index, call);
    };
  }

  private static DataEndpoint read(Decoder decoder) {
    return (index, call) -> answer(200, decoder, index, call);
  }

  private static String path(String verb) {
    return "POST /namespaces/{namespace}/documents/" + verb;
  }

  /** Answers a call, which needs an index with a schema. */
  private static ServerResponse answer(
      int status, Decoder decoder, IndexResource index, ServerCall call) {
    DocumentSchema schema =
        index
            .schema()
            .orElseThrow(
                () -> RpcException.invalid("Index " + index.name() + " has no document schema"));
    try {
      DataResult<ObjectNode> result =
          decoder
              .decode(schema, call.pathValue(), RequestJson.parse(call.body()))
              .answer(index.data());
      JsonNode usage = result.body().path("usage");
      call.setUsage(usage.path("read_units").longValue(), usage.path("egress_bytes").longValue());
      return result.lsn().addTo(ServerResponse.json(status, result.body().toString()));
    } catch (RpcException e) {
      // Vectors are refused with another status.
      throw e.reason().equals("WRITE_TO_ALIAS")
          ? new RpcException(RpcCode.FAILED_PRECONDITION, e.text())
          : e;
    }
  }
}
