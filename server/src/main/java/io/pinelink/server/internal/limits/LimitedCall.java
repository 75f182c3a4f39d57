package io.pinelink.server.internal.limits;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.pinelink.server.internal.grpc.GrpcFraming;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RpcException;
import java.io.IOException;

/**
 * The parts of a call that a rate counts. The body is read only if a rate asks for it; a body that
 * cannot be read has no filter and no records, and its operation refuses it.
 */
final class LimitedCall {
  private static final String UPDATE = "update";

  private final ServerCall call;
  private boolean bodyRead;
  private boolean hasFilter;
  private int elements;

  LimitedCall(ServerCall call) {
    this.call = call;
  }

  String operation() {
    return call.operation();
  }

  int bytes() {
    return call.body().length;
  }

  /** Returns whether the call selects records by their metadata. */
  boolean isByMetadata() {
    read();
    return hasFilter;
  }

  /** Returns the number of records that the call names; 0 if it selects them by metadata. */
  int records() {
    read();
    return operation().equals(UPDATE) && !hasFilter ? 1 : elements;
  }

  private void read() {
    if (bodyRead) {
      return;
    }
    bodyRead = true;
    try {
      if (call.isGrpc()) {
        readMessage();
      } else {
        readJson();
      }
    } catch (IOException | RpcException e) {
      hasFilter = false;
      elements = 0;
    }
  }

  private void readJson() throws IOException {
    try (JsonParser in = PlainJson.MAPPER.createParser(call.body())) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return;
      }
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        JsonToken value = in.nextToken();
        if (name.equals("filter")) {
          hasFilter = value != JsonToken.VALUE_NULL;
        }
        if (value == JsonToken.START_ARRAY && (name.equals("ids") || name.equals("documents"))) {
          while (in.nextToken() != JsonToken.END_ARRAY && in.hasCurrentToken()) {
            elements++;
            in.skipChildren();
          }
        } else {
          in.skipChildren();
        }
      }
    }
  }

  /**
   * Reads an UpdateRequest, whose filter is field 6, or a DeleteRequest with ids 1 and filter 4.
   */
  private void readMessage() throws IOException {
    boolean update = operation().equals(UPDATE);
    int filter = update ? 6 : 4;
    CodedInputStream in = GrpcFraming.message(call).in();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      int field = WireFormat.getTagFieldNumber(tag);
      if (field == filter) {
        hasFilter = true;
      } else if (field == 1 && !update) {
        elements++;
      }
      in.skipField(tag);
    }
  }
}
