package io.pinelink.doctor;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Options of a diagnosis. */
public final class DiagnosisOptions {
  private final List<InetSocketAddress> resolvers;

  private DiagnosisOptions(Builder builder) {
    this.resolvers = List.copyOf(builder.resolvers);
  }

  /** Creates a builder. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the name servers that {@link Diagnosis.Check#RESOLVERS} asks in addition to this
   * machine's and the cloud's.
   */
  public List<InetSocketAddress> resolvers() {
    return resolvers;
  }

  /** Returns the name servers. */
  @Override
  public String toString() {
    return "DiagnosisOptions[resolvers=" + resolvers + "]";
  }

  /** Builds {@link DiagnosisOptions}. */
  public static final class Builder {
    private final List<InetSocketAddress> resolvers = new ArrayList<>();

    private Builder() {}

    /**
     * Adds a name server, such as the one of a VPC, which is at the second address of its range,
     * port 53. It is asked over UDP for the dialled name only. Default: none.
     *
     * @throws IllegalArgumentException if it is unresolved, or has port 0
     */
    public Builder resolver(InetSocketAddress server) {
      Objects.requireNonNull(server, "server is null");
      if (server.isUnresolved() || server.getPort() == 0) {
        throw new IllegalArgumentException(
            "resolver is " + server + ", expected an IP address and a port from 1 to 65535");
      }
      resolvers.add(server);
      return this;
    }

    /** Builds the options. */
    public DiagnosisOptions build() {
      return new DiagnosisOptions(this);
    }
  }
}
