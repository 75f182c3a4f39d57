package io.pinelink.rest;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.UpsertRequest;
import java.io.IOException;

/** Lets benchmarks at what the transport does between a model and HTTP. */
public final class RestCodec {
  /** As pieces come from the network. */
  private static final int PIECE = 16_384;

  private RestCodec() {}

  /** Writes an upsert as it is sent; gives its length. */
  public static int write(UpsertRequest request) throws IOException {
    ByteBuf body = Json.write(VectorToJson.upsert(request, ""), PooledByteBufAllocator.DEFAULT);
    int length = body.readableBytes();
    body.release();
    return length;
  }

  /** The body of an upsert. */
  public static byte[] bytes(UpsertRequest request) throws IOException {
    return bytes(VectorToJson.upsert(request, ""));
  }

  /** The body of a query. */
  public static byte[] bytes(QueryRequest request) throws IOException {
    return bytes(VectorToJson.query(request, ""));
  }

  private static byte[] bytes(JsonBody json) throws IOException {
    ByteBuf body = Json.write(json, PooledByteBufAllocator.DEFAULT);
    byte[] bytes = new byte[body.readableBytes()];
    body.readBytes(bytes);
    body.release();
    return bytes;
  }

  /** Reads the answer to a query, which comes in pieces. */
  public static QueryResponse query(byte[] bytes, ResponseInfo info) throws IOException {
    ResponseBody body = new ResponseBody(bytes.length, Integer.MAX_VALUE);
    for (int at = 0; at < bytes.length; at += PIECE) {
      body.append(Unpooled.wrappedBuffer(bytes, at, Math.min(PIECE, bytes.length - at)));
    }
    try (JsonReader json = Json.reader(body)) {
      return VectorFromJson.query(json, info);
    }
  }
}
