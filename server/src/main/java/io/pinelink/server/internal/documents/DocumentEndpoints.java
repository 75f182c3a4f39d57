package io.pinelink.server.internal.documents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.internal.control.IndexResource;
import io.pinelink.server.internal.http.PathTable;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.inference.ModelEmbedder;
import io.pinelink.server.internal.schema.DocumentSchema;
import io.pinelink.server.internal.store.Sequenced;
import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.vectors.DataEndpoint;
import io.pinelink.server.internal.vectors.SequenceNumber;
import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.RequestJson;
import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.internal.wire.RpcException;

/** The data-plane endpoints of documents, which are REST only, since API version 2026-07. */
public final class DocumentEndpoints {
  private final DocumentReads reads;
  private final DocumentWrites writes;
  private final int maxRequestBytes;

  /**
   * @param maxRequestBytes the maximum size of a request that writes documents
   */
  public DocumentEndpoints(ModelEmbedder embeddings, int maxRequestBytes) {
    this.reads = new DocumentReads(embeddings, new TextScoring());
    this.writes = new DocumentWrites(embeddings);
    this.maxRequestBytes = maxRequestBytes;
  }

  private interface Operation {
    Sequenced<ObjectNode> apply(
        StoredIndex index, DocumentSchema schema, String namespace, RequestJson body);
  }

  public void addTo(PathTable<DataEndpoint> paths) {
    addWrite(paths, "upsertDocuments", "upsert", writes::upsert);
    addRead(paths, "searchDocuments", "search", reads::search);
    addRead(paths, "fetchDocuments", "fetch", reads::fetch);
    addWrite(
        paths,
        "deleteDocuments",
        "delete",
        (index, schema, namespace, body) -> writes.delete(index, namespace, body));
    addWrite(paths, "updateDocuments", "update", writes::update);
    addRead(
        paths,
        "listDocuments",
        "list",
        (index, schema, namespace, body) -> reads.list(index, namespace, body));
  }

  private void addWrite(
      PathTable<DataEndpoint> paths, String operation, String verb, Operation write) {
    paths.on(
        operation,
        "POST",
        path(verb),
        (index, call) -> {
          if (call.body().length > maxRequestBytes) {
            throw RpcException.invalid(
                "Request size is "
                    + call.body().length
                    + " bytes, which exceeds the limit of "
                    + maxRequestBytes);
          }
          Sequenced<ObjectNode> written = apply(write, index, call.pathValue(), call);
          return SequenceNumber.ofWrite(written.lsn())
              .addTo(ServerResponse.json(202, written.value().toString()));
        });
  }

  private static void addRead(
      PathTable<DataEndpoint> paths, String operation, String verb, Operation read) {
    paths.on(
        operation,
        "POST",
        path(verb),
        (index, call) -> {
          Sequenced<ObjectNode> seen = apply(read, index, call.pathValue(), call);
          return SequenceNumber.ofRead(seen.lsn())
              .addTo(ServerResponse.json(200, seen.value().toString()));
        });
  }

  private static String path(String verb) {
    return "/namespaces/{namespace}/documents/" + verb;
  }

  /** Executes an operation, whose parser's refusals become refusals of the data plane. */
  private static Sequenced<ObjectNode> apply(
      Operation operation, IndexResource index, String namespace, ServerCall call) {
    DocumentSchema schema =
        index
            .schema()
            .orElseThrow(
                () -> RpcException.invalid("Index " + index.name() + " has no document schema"));
    try {
      return operation.apply(index.data(), schema, namespace, RequestJson.parse(call.body()));
    } catch (ControlException e) {
      throw RpcException.invalid(e.text());
    } catch (RpcException e) {
      // Vectors are refused with another status.
      throw e.reason().equals("WRITE_TO_ALIAS")
          ? new RpcException(RpcCode.FAILED_PRECONDITION, e.text())
          : e;
    }
  }
}
