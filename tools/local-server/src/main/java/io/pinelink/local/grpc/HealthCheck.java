package io.pinelink.local.grpc;

import io.pinelink.server.internal.grpc.StandardMethod;
import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.internal.wire.RpcException;
import io.pinelink.server.shaded.com.google.protobuf.CodedInputStream;
import io.pinelink.server.shaded.com.google.protobuf.CodedOutputStream;
import io.pinelink.server.shaded.com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Set;

/**
 * The health service: a server that answers is {@code SERVING}, regardless of the state of its
 * indexes.
 */
final class HealthCheck implements StandardMethod {
  private static final int SERVICE = 1;
  private static final int STATUS = 1;
  private static final int SERVING = 1;
  private static final int SERVICE_UNKNOWN = 3;

  private final Set<String> services;

  /**
   * Creates a health check for services, and for the server as a whole under the empty name.
   *
   * @param services the full names of the services
   */
  HealthCheck(Set<String> services) {
    this.services = services;
  }

  @Override
  public byte[] answer(byte[] message) throws IOException {
    String service = service(message);
    if (!isKnown(service)) {
      throw new RpcException(RpcCode.NOT_FOUND, "Service '" + service + "' is not served");
    }
    return status(SERVING);
  }

  /** Returns the method that also reports changes, of which there are none. */
  StandardMethod watch() {
    return new StandardMethod() {
      @Override
      public byte[] answer(byte[] message) throws IOException {
        return status(isKnown(service(message)) ? SERVING : SERVICE_UNKNOWN);
      }

      @Override
      public boolean endsWithRequest() {
        return false;
      }
    };
  }

  private boolean isKnown(String service) {
    return service.isEmpty() || services.contains(service);
  }

  private static String service(byte[] message) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(message);
    String service = "";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == (SERVICE << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED)) {
        service = in.readStringRequireUtf8();
      } else {
        in.skipField(tag);
      }
    }
    return service;
  }

  private static byte[] status(int status) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeEnum(STATUS, status);
    out.flush();
    return bytes.toByteArray();
  }
}
