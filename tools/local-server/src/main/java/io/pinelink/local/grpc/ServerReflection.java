package io.pinelink.local.grpc;

import io.pinelink.server.internal.grpc.StandardMethod;
import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.shaded.com.google.protobuf.ByteString;
import io.pinelink.server.shaded.com.google.protobuf.CodedInputStream;
import io.pinelink.server.shaded.com.google.protobuf.CodedOutputStream;
import io.pinelink.server.shaded.com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The reflection service, which describes the services and their messages to clients such as
 * grpcurl. Versions {@code v1} and {@code v1alpha} have the same messages.
 */
final class ServerReflection implements StandardMethod {
  private final DescribedFiles files;

  ServerReflection(DescribedFiles files) {
    this.files = files;
  }

  /** The fields of the request. */
  private static final class Request {
    static final int HOST = 1;
    static final int FILE_BY_FILENAME = 3;
    static final int FILE_CONTAINING_SYMBOL = 4;
    static final int FILE_CONTAINING_EXTENSION = 5;
    static final int ALL_EXTENSION_NUMBERS_OF_TYPE = 6;
    static final int LIST_SERVICES = 7;

    private String host = "";
    private int kind;
    private String text = "";

    static Request parse(byte[] message) throws IOException {
      Request request = new Request();
      CodedInputStream in = CodedInputStream.newInstance(message);
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        int field = WireFormat.getTagFieldNumber(tag);
        boolean delimited = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
        if (delimited && field == HOST) {
          request.host = in.readStringRequireUtf8();
        } else if (delimited && field == FILE_CONTAINING_EXTENSION) {
          request.kind = field;
          in.skipField(tag);
        } else if (delimited && field >= FILE_BY_FILENAME && field <= LIST_SERVICES) {
          request.kind = field;
          request.text = in.readStringRequireUtf8();
        } else {
          in.skipField(tag);
        }
      }
      return request;
    }
  }

  /** The fields of the response and of its parts. */
  private static final class Response {
    static final int VALID_HOST = 1;
    static final int ORIGINAL_REQUEST = 2;
    static final int FILE_DESCRIPTOR_RESPONSE = 4;
    static final int ALL_EXTENSION_NUMBERS_RESPONSE = 5;
    static final int LIST_SERVICES_RESPONSE = 6;
    static final int ERROR_RESPONSE = 7;

    static final int FILE_DESCRIPTOR_PROTO = 1;
    static final int BASE_TYPE_NAME = 1;
    static final int SERVICE = 1;
    static final int NAME = 1;
    static final int ERROR_CODE = 1;
    static final int ERROR_MESSAGE = 2;

    private Response() {}
  }

  @Override
  public byte[] answer(byte[] message) throws IOException {
    Request request = Request.parse(message);
    return encoded(
        out -> {
          out.writeString(Response.VALID_HOST, request.host);
          out.writeByteArray(Response.ORIGINAL_REQUEST, message);
          write(request, out);
        });
  }

  private void write(Request request, CodedOutputStream out) throws IOException {
    switch (request.kind) {
      case Request.FILE_BY_FILENAME -> writeFiles(files.named(request.text), request.text, out);
      case Request.FILE_CONTAINING_SYMBOL ->
          writeFiles(files.defining(request.text), request.text, out);
      case Request.ALL_EXTENSION_NUMBERS_OF_TYPE -> writeExtensions(request.text, out);
      case Request.LIST_SERVICES -> writeServices(out);
      case Request.FILE_CONTAINING_EXTENSION ->
          writeError(RpcCode.NOT_FOUND, "no message has extensions", out);
      default -> writeError(RpcCode.INVALID_ARGUMENT, "message_request is not set", out);
    }
  }

  private static void writeFiles(
      Optional<List<ByteString>> found, String wanted, CodedOutputStream out) throws IOException {
    if (found.isEmpty()) {
      writeError(RpcCode.NOT_FOUND, "'" + wanted + "' is not known", out);
      return;
    }
    out.writeByteArray(
        Response.FILE_DESCRIPTOR_RESPONSE,
        encoded(
            part -> {
              for (ByteString file : found.get()) {
                part.writeBytes(Response.FILE_DESCRIPTOR_PROTO, file);
              }
            }));
  }

  private void writeExtensions(String type, CodedOutputStream out) throws IOException {
    if (files.hasMessage(type)) {
      out.writeByteArray(
          Response.ALL_EXTENSION_NUMBERS_RESPONSE,
          encoded(part -> part.writeString(Response.BASE_TYPE_NAME, type)));
    } else {
      writeError(RpcCode.NOT_FOUND, "'" + type + "' is not known", out);
    }
  }

  private void writeServices(CodedOutputStream out) throws IOException {
    out.writeByteArray(
        Response.LIST_SERVICES_RESPONSE,
        encoded(
            part -> {
              for (String service : files.services()) {
                part.writeByteArray(
                    Response.SERVICE, encoded(name -> name.writeString(Response.NAME, service)));
              }
            }));
  }

  private static void writeError(RpcCode code, String text, CodedOutputStream out)
      throws IOException {
    out.writeByteArray(
        Response.ERROR_RESPONSE,
        encoded(
            part -> {
              part.writeInt32(Response.ERROR_CODE, code.number());
              part.writeString(Response.ERROR_MESSAGE, text);
            }));
  }

  /** Writes the fields of one message. */
  @FunctionalInterface
  private interface Fields {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  private static byte[] encoded(Fields fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    fields.writeTo(out);
    out.flush();
    return bytes.toByteArray();
  }
}
