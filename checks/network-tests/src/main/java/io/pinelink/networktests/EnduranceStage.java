package io.pinelink.networktests;

import io.pinelink.network.TlsOptions;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** The network of a run of endurance, whose faults begin and end one after the other. */
final class EnduranceStage implements AutoCloseable {
  private static final String ENDPOINTS = "10.77.2.0/24";

  private final Network network;
  private final EnduranceEndpoint endpoint;
  private final LossyRouter lossyRouter;
  private final AtomicReference<TlsOptions> trust = new AtomicReference<>();
  private long packetsToSecond;

  EnduranceStage(Network network, long seed) {
    this.network = network;
    this.endpoint = new EnduranceEndpoint(network);
    this.lossyRouter = new LossyRouter(network, seed);
    endpoint.start();
    trustTheAuthority();
    network.privateZone(NetworkAddress.ENDURANCE);
  }

  private void trustTheAuthority() {
    trust.set(TlsOptions.trustOnly(endpoint.authorityFile()));
  }

  /** Returns what clients trust at the moment. */
  TlsOptions trust() {
    return trust.get();
  }

  LossyRouter lossyRouter() {
    return lossyRouter;
  }

  /** Begins a fault. */
  void begin(NetworkFault fault) {
    switch (fault) {
      case PUBLIC_ANSWER -> {
        network.privateZone(NetworkAddress.PUBLIC_DATA);
        resetConnections();
      }
      case MIXED_ANSWER ->
          network.privateZone(NetworkAddress.ENDURANCE, NetworkAddress.PUBLIC_DATA);
      case NO_ANSWER -> {
        network.privateZone();
        resetConnections();
      }
      case SILENT_DNS -> drop("ip daddr 10.77.3.53");
      case SECOND_ADDRESS -> {
        packetsToSecond = network.packetsTo(NetworkAddress.SECOND_ENDURANCE);
        network.privateZone(NetworkAddress.SECOND_ENDURANCE);
      }
      case OTHER_ENDPOINT -> network.privateZone(NetworkAddress.OTHER_ENDPOINT);
      case ENDPOINT_KILLED -> endpoint.kill();
      case LINK_DOWN -> network.on("router", "ip", "link", "set", "endpoint", "down");
      case BLACK_HOLE -> drop("ip daddr " + ENDPOINTS);
      case RETURN_BLACK_HOLE -> drop("ip saddr " + ENDPOINTS);
      case RESET -> resetConnections();
      case LOSS_AND_REORDER -> lossyRouter.begin();
      case RENEWED_CERTIFICATE -> {
        endpoint.kill();
        endpoint.start();
      }
      case EXPIRED_CERTIFICATE -> {
        endpoint.kill();
        endpoint.startWithExpiredCertificate();
      }
      case NEW_AUTHORITY -> {
        endpoint.kill();
        endpoint.replaceAuthority();
        endpoint.start();
      }
    }
  }

  /** Returns whether there is evidence that a fault, which has not ended, struck the clients. */
  boolean hasStruck(NetworkFault fault, FaultEpisode episode) {
    Set<String> causes = episode.causes();
    return switch (fault) {
      case SILENT_DNS, BLACK_HOLE, RETURN_BLACK_HOLE, RESET -> network.packetsLost() > 0;
      case SECOND_ADDRESS -> network.packetsTo(NetworkAddress.SECOND_ENDURANCE) > packetsToSecond;
      case PUBLIC_ANSWER -> causes.contains("REFUSED_ADDRESS");
      case NO_ANSWER -> causes.contains("UNKNOWN_HOST");
      // After the authority was replaced, clients do not trust the other endpoint.
      case OTHER_ENDPOINT ->
          causes.contains("UnauthenticatedException") || causes.contains("UNTRUSTED_CERTIFICATE");
      case EXPIRED_CERTIFICATE -> causes.contains("EXPIRED_CERTIFICATE");
      case NEW_AUTHORITY -> causes.contains("UNTRUSTED_CERTIFICATE");
      case ENDPOINT_KILLED, RENEWED_CERTIFICATE, LINK_DOWN -> !causes.isEmpty();
      // This JVM saw the answer, and the fault lasted until connections were resolved again.
      case MIXED_ANSWER -> true;
      // The lossy router counts for all of the run.
      case LOSS_AND_REORDER -> true;
    };
  }

  /** Ends a fault. Returns once the network and the endpoint work again. */
  void end(NetworkFault fault) {
    switch (fault) {
      case PUBLIC_ANSWER, NO_ANSWER -> {
        flushRules();
        network.answerWith(NetworkAddress.ENDURANCE);
      }
      case MIXED_ANSWER, SECOND_ADDRESS, OTHER_ENDPOINT ->
          network.answerWith(NetworkAddress.ENDURANCE);
      case SILENT_DNS, BLACK_HOLE, RETURN_BLACK_HOLE, RESET -> flushRules();
      case ENDPOINT_KILLED -> endpoint.start();
      case LINK_DOWN -> network.on("router", "ip", "link", "set", "endpoint", "up");
      case LOSS_AND_REORDER -> lossyRouter.end();
      case RENEWED_CERTIFICATE -> {
        // The restart was all of it.
      }
      case EXPIRED_CERTIFICATE -> {
        endpoint.kill();
        endpoint.start();
      }
      case NEW_AUTHORITY -> trustTheAuthority();
    }
  }

  /** Open connections outlive an answer of DNS without a private address: only new ones ask. */
  private void resetConnections() {
    rule("ip daddr " + ENDPOINTS + " tcp dport 443 counter reject with tcp reset");
  }

  private void drop(String packets) {
    rule(packets + " counter drop");
  }

  private void rule(String rule) {
    network.on("router", "nft", "add rule ip firewall faults " + rule);
  }

  private void flushRules() {
    network.on("router", "nft", "flush chain ip firewall faults");
  }

  @Override
  public void close() {
    lossyRouter.close();
    endpoint.close();
  }
}
