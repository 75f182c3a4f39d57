package io.pinelink.benchmarks.codec;

import io.pinelink.documents.SearchDocumentsResponse;
import io.pinelink.documents.UpsertDocumentsRequest;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.UpsertRequest;
import io.pinelink.rest.codec.DocumentFromJson;
import io.pinelink.rest.codec.DocumentToJson;
import io.pinelink.rest.codec.VectorFromJson;
import io.pinelink.rest.codec.VectorToJson;
import io.pinelink.rest.json.ChunkPool;
import io.pinelink.rest.json.FloatFormat;
import io.pinelink.rest.json.Json;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.JsonWriter;
import io.pinelink.rest.json.NumberArrays;
import io.pinelink.rest.json.RequestBuffer;
import io.pinelink.rest.json.ResponseBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Access for benchmarks to the REST transport's codec. */
public final class RestCodec {
  /** The size of the pieces that the network delivers. */
  private static final int PIECE = 16_384;

  private static final ChunkPool CHUNKS = new ChunkPool();

  private RestCodec() {}

  /** Writes an upsert as it is sent, and returns its length. */
  public static long write(UpsertRequest request) throws IOException {
    RequestBuffer body = Json.write(VectorToJson.upsert(request, ""), FloatFormat.SHORTEST, CHUNKS);
    long length = body.length();
    body.release();
    return length;
  }

  /** Writes an upsert of documents as it is sent, and returns its length. */
  public static long write(UpsertDocumentsRequest request) throws IOException {
    RequestBuffer body = Json.write(DocumentToJson.upsert(request), FloatFormat.SHORTEST, CHUNKS);
    long length = body.length();
    body.release();
    return length;
  }

  /** Returns the body of an upsert. */
  public static byte[] bytes(UpsertRequest request) throws IOException {
    return bytes(VectorToJson.upsert(request, ""));
  }

  /** Returns the body of a query. */
  public static byte[] bytes(QueryRequest request) throws IOException {
    return bytes(VectorToJson.query(request, ""));
  }

  private static byte[] bytes(JsonWriter json) throws IOException {
    return bytes(json, FloatFormat.SHORTEST);
  }

  /** Returns an array of floats with at most this many digits, as it is sent. */
  public static byte[] bytes(float[] values, int digits) throws IOException {
    return bytes(
        json -> Json.writeFloats(json, values.length, i -> values[i]),
        FloatFormat.ofDigits(digits));
  }

  /** Returns an array of floats as a response with it is read. */
  public static float[] floats(byte[] bytes) throws IOException {
    try (JsonReader json = Json.reader(bytes)) {
      return new NumberArrays(json).floats();
    }
  }

  private static byte[] bytes(JsonWriter json, FloatFormat floats) throws IOException {
    RequestBuffer body = Json.write(json, floats, CHUNKS);
    ByteBuffer bytes = ByteBuffer.allocate((int) body.length());
    for (ByteBuffer chunk = body.next(); chunk != null; chunk = body.next()) {
      bytes.put(chunk);
    }
    return bytes.array();
  }

  /** Decodes the response of a query, which arrives in pieces. */
  public static QueryResponse query(byte[] bytes, ResponseInfo info) throws IOException {
    ResponseBuffer body = inPieces(bytes);
    try (JsonReader json = Json.reader(body, () -> false)) {
      return VectorFromJson.query(json, info);
    } finally {
      body.release();
    }
  }

  /** Decodes the response of a search for documents, which arrives in pieces. */
  public static SearchDocumentsResponse search(byte[] bytes, ResponseInfo info) throws IOException {
    ResponseBuffer body = inPieces(bytes);
    try (JsonReader json = Json.reader(body, () -> false)) {
      return DocumentFromJson.search(json, info);
    } finally {
      body.release();
    }
  }

  private static ResponseBuffer inPieces(byte[] bytes) {
    ResponseBuffer body = new ResponseBuffer(CHUNKS, Integer.MAX_VALUE);
    for (int at = 0; at < bytes.length; at += PIECE) {
      body.append(ByteBuffer.wrap(bytes, at, Math.min(PIECE, bytes.length - at)));
    }
    return body;
  }
}
