package io.pinelink.grpc.codec;

import io.pinelink.model.DeleteRequest;
import io.pinelink.model.FetchByMetadataRequest;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.SparseValues;
import io.pinelink.model.StatsRequest;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * The conversions from the models that contain vectors or many ids directly to the wire, field by
 * field as in {@code pinelink.proto}. Zero and empty values are omitted, as in proto3, unless the
 * field is optional.
 */
public final class VectorEncoder {
  private VectorEncoder() {}

  public static OutgoingMessage upsert(UpsertRequest request, String namespace) {
    return OutgoingMessage.of(
        sink -> {
          for (Vector vector : request.vectors()) {
            int message = sink.begin(1);
            vector(sink, vector);
            sink.end(message);
          }
          text(sink, 2, namespace);
        });
  }

  private static void vector(FieldWriter sink, Vector vector) {
    text(sink, 1, vector.id());
    if (vector.dimension() > 0) {
      sink.floats(2, vector.dimension(), vector::copyTo);
    }
    if (!vector.metadata().isEmpty()) {
      StructFields.write(sink, 3, vector.metadata().asMap());
    }
    vector.sparseValues().ifPresent(sparse -> sparse(sink, 4, sparse));
  }

  public static OutgoingMessage query(QueryRequest request, String namespace) {
    return OutgoingMessage.of(
        sink -> {
          text(sink, 1, namespace);
          sink.unsigned32(2, request.topK());
          request.filter().ifPresent(filter -> StructFields.write(sink, 3, filter.asMap()));
          bool(sink, 4, request.includeValues());
          bool(sink, 5, request.includeMetadata());
          if (request.dimension() > 0) {
            sink.floats(7, request.dimension(), request::copyTo);
          }
          text(sink, 8, request.id().orElse(""));
          request.sparseVector().ifPresent(sparse -> sparse(sink, 9, sparse));
          request.scanFactor().ifPresent(factor -> sink.float32(10, factor));
          request.maxCandidates().ifPresent(max -> sink.unsigned32(11, max));
        });
  }

  public static OutgoingMessage delete(DeleteRequest request, String namespace) {
    return OutgoingMessage.of(
        sink -> {
          ids(sink, request.ids());
          bool(sink, 2, request.isAll());
          text(sink, 3, namespace);
          request.filter().ifPresent(filter -> StructFields.write(sink, 4, filter.asMap()));
        });
  }

  public static OutgoingMessage fetch(FetchRequest request, String namespace) {
    return OutgoingMessage.of(
        sink -> {
          ids(sink, request.ids());
          text(sink, 2, namespace);
        });
  }

  static OutgoingMessage update(UpdateRequest request, String namespace) {
    return OutgoingMessage.of(
        sink -> {
          request.id().ifPresent(id -> text(sink, 1, id));
          if (request.dimension() > 0) {
            sink.floats(
                2,
                request.dimension(),
                (target, position, length) -> {
                  for (int i = position; i < position + length; i++) {
                    target.put(request.value(i));
                  }
                });
          }
          if (!request.metadata().isEmpty()) {
            StructFields.write(sink, 3, request.metadata().asMap());
          }
          text(sink, 4, namespace);
          request.sparseValues().ifPresent(sparse -> sparse(sink, 5, sparse));
          request.filter().ifPresent(filter -> StructFields.write(sink, 6, filter.asMap()));
          bool(sink, 7, request.isDryRun());
        });
  }

  static OutgoingMessage fetchByMetadata(FetchByMetadataRequest request, String namespace) {
    return OutgoingMessage.of(
        sink -> {
          text(sink, 1, namespace);
          StructFields.write(sink, 2, request.filter().asMap());
          request.limit().ifPresent(limit -> sink.unsigned32(3, limit));
          request.paginationToken().ifPresent(token -> sink.text(4, token));
        });
  }

  static OutgoingMessage stats(StatsRequest request, String namespace) {
    return OutgoingMessage.of(
        sink -> request.filter().ifPresent(filter -> StructFields.write(sink, 1, filter.asMap())));
  }

  private static void ids(FieldWriter sink, List<String> ids) {
    for (String id : ids) {
      sink.text(1, id);
    }
  }

  private static void sparse(FieldWriter sink, int field, SparseValues sparse) {
    int message = sink.begin(field);
    sink.unsigned32s(1, sparse.size(), i -> (int) sparse.index(i));
    sink.floats(
        2, sparse.size(), (target, position, length) -> copy(sparse, target, position, length));
    sink.end(message);
  }

  private static void copy(SparseValues sparse, FloatBuffer target, int position, int length) {
    for (int i = position; i < position + length; i++) {
      target.put(sparse.value(i));
    }
  }

  private static void text(FieldWriter sink, int field, String text) {
    if (!text.isEmpty()) {
      sink.text(field, text);
    }
  }

  private static void bool(FieldWriter sink, int field, boolean value) {
    if (value) {
      sink.bool(field, true);
    }
  }
}
