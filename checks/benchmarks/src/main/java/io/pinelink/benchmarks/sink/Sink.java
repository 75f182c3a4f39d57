package io.pinelink.benchmarks.sink;

import io.grpc.Server;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import reactor.netty.DisposableServer;

/**
 * The server process. It prints the ports that it listens on, one per line. Then it prints, for
 * each line of its standard input, how many requests it has answered, and ends with that input.
 * Since requests are not parsed, each port has responses of one size, small or large.
 */
public final class Sink {
  private Sink() {}

  /**
   * Runs the server.
   *
   * @param args the directory of the certificate
   */
  public static void main(String... args) throws IOException, GeneralSecurityException {
    Certificate certificate = Certificate.in(Path.of(args[0]));
    LongAdder answered = new LongAdder();
    List<Server> grpc = new ArrayList<>();
    List<DisposableServer> rest = new ArrayList<>();
    for (boolean tls : new boolean[] {false, true}) {
      for (boolean large : new boolean[] {false, true}) {
        CannedResponses answers = large ? CannedResponses.large() : CannedResponses.small();
        Server grpcServer = GrpcSink.start(answers, answered, tls ? certificate : null);
        DisposableServer restServer = RestSink.start(answers, answered, tls ? certificate : null);
        grpc.add(grpcServer);
        rest.add(restServer);
        String kind = (tls ? "tls" : "plaintext") + (large ? ".large" : ".small");
        System.out.println("grpc." + kind + "=" + grpcServer.getPort());
        System.out.println("rest." + kind + "=" + restServer.port());
      }
    }
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (in.readLine() != null) {
      System.out.println(answered.sum());
    }
    grpc.forEach(Server::shutdownNow);
    rest.forEach(DisposableServer::disposeNow);
  }
}
