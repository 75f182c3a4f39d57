package io.pinelink.benchmarks.load;

import io.pinelink.model.Protocol;

/** A factory of the clients by their names in a report. */
final class BenchmarkSubjects {
  private BenchmarkSubjects() {}

  /** Creates a client. Loads no classes of other clients, so each needs only its own libraries. */
  static BenchmarkSubject open(String name, Target target) throws Exception {
    return switch (name) {
      case "pinelink-grpc", "pinelink-grpc-jdk-tls" ->
          new PinelinkSubject(target, Protocol.GRPC, PinelinkSubject.Style.AS_IT_COMES);
      case "pinelink-grpc-in-place" ->
          new PinelinkSubject(target, Protocol.GRPC, PinelinkSubject.Style.IN_PLACE);
      case "pinelink-grpc-one-connection" ->
          new PinelinkSubject(target, Protocol.GRPC, PinelinkSubject.Style.ONE_CONNECTION);
      case "pinelink-grpc-coalescing" ->
          new PinelinkSubject(target, Protocol.GRPC, PinelinkSubject.Style.COALESCING);
      case "pinelink-rest" ->
          new PinelinkSubject(target, Protocol.REST, PinelinkSubject.Style.AS_IT_COMES);
      case "pinelink-documents-rest" -> new DocumentSubject(target);
      case "official" -> new OfficialSubject(target);
      case "ceiling-grpc" -> new GrpcBaseline(target);
      case "ceiling-rest" -> new RestBaseline(target);
      default -> throw new IllegalArgumentException("There is no client " + name);
    };
  }
}
