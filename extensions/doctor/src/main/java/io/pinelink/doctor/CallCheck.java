package io.pinelink.doctor;

import io.pinelink.control.IndexDescription;
import io.pinelink.doctor.Diagnosis.Check;
import io.pinelink.error.IncompatibleLibraryException;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.TransportException;
import io.pinelink.error.UnauthenticatedException;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.call.CurrentRoute;
import io.pinelink.internal.call.IndexProbe;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.validation.DurationText;
import io.pinelink.model.IndexStats;
import io.pinelink.model.Protocol;
import io.pinelink.routing.IndexHost;
import io.pinelink.routing.Route;
import io.pinelink.routing.Verdict;
import io.pinelink.spi.ControlOperations;
import io.pinelink.spi.Library;
import io.pinelink.spi.Transport;
import io.pinelink.spi.TransportLibraries;
import io.pinelink.spi.request.EmptyRequest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The check of calls with the API key, over each protocol and to the control plane, and of the
 * libraries that they run on.
 */
final class CallCheck {
  private final Map<Protocol, Transport> transports;
  private final Caller control;
  private final Duration step;
  private final DiagnosisBuilder diagnosis;
  private final @Nullable EstablishedFlow flow;
  private final Set<Check> unauthenticated = EnumSet.noneOf(Check.class);

  /** Whether a read was answered, which costs a read unit and need not be repeated. */
  private boolean readAnswered;

  /**
   * Creates a check.
   *
   * @param flow explains calls that are not answered; null if no handshake succeeded on their route
   */
  CallCheck(
      Map<Protocol, Transport> transports,
      Caller control,
      Duration step,
      DiagnosisBuilder diagnosis,
      @Nullable EstablishedFlow flow) {
    this.transports = transports;
    this.control = control;
    this.step = step;
    this.diagnosis = diagnosis;
    this.flow = flow;
  }

  /**
   * Makes the calls.
   *
   * @param record the record that leads to the route's addresses
   */
  void calls(Route route, String record) {
    libraries(Protocol.GRPC, Check.GRPC_LIBRARIES);
    libraries(Protocol.REST, Check.REST_LIBRARIES);
    call(route, Protocol.GRPC, Check.GRPC);
    call(route, Protocol.REST, Check.REST);
    List<IndexDescription> indexes = controlPlane();
    if (indexes != null) {
      String hint = refusedOn(route, indexes, record);
      unauthenticated.forEach(check -> diagnosis.adviseFailed(check, previous -> hint));
    }
  }

  private void libraries(Protocol protocol, Check check) {
    Transport transport = transports.get(protocol);
    if (transport == null) {
      diagnosis.skip(check, absent(protocol));
      return;
    }
    TransportLibraries libraries = transport.libraries();
    String problem = libraries.problem();
    if (problem != null) {
      diagnosis.fail(check, problem, libraries.advice());
    } else if (libraries.all().isEmpty()) {
      diagnosis.skip(check, "the transport does not name its libraries");
    } else {
      diagnosis.ok(
          check, libraries.all().stream().map(Library::toString).collect(Collectors.joining(", ")));
    }
  }

  private static String absent(Protocol protocol) {
    return protocol.artifact() + " is not on the class path or not among the client's protocols";
  }

  private void call(Route route, Protocol protocol, Check check) {
    Transport transport = transports.get(protocol);
    if (transport == null) {
      diagnosis.skip(check, absent(protocol));
      return;
    }
    Caller caller = control.on(new CurrentRoute(route)).through(transport).within(step);
    try {
      IndexProbe.Result result = Futures.await(IndexProbe.of(caller).send(!readAnswered));
      diagnosis.verdict(result.verdict());
      readAnswered |= result.read() != null;
      report(route, check, result);
    } catch (IncompatibleLibraryException e) {
      diagnosis.fail(check, seen(e, protocol), null);
    } catch (IllegalArgumentException e) {
      diagnosis.fail(
          check, String.valueOf(e.getMessage()), null); // for example a key that is too short
    }
  }

  private void report(Route route, Check check, IndexProbe.Result result) {
    PinelinkException failure = result.decisive().failure();
    if (failure == null) {
      diagnosis.ok(check, answered(route, result));
      return;
    }
    if (failure instanceof UnauthenticatedException) {
      unauthenticated.add(check);
    }
    String hint = hint(route, failure);
    // An index of documents refuses all calls of gRPC, which has none for it.
    boolean usable =
        result.verdict() == Verdict.RATE_LIMITED || result.verdict() == Verdict.REFUSED;
    if (usable && hint != null) {
      diagnosis.warn(check, seen(failure), hint);
    } else {
      diagnosis.fail(check, seen(failure), hint);
    }
  }

  private static String answered(Route route, IndexProbe.Result result) {
    IndexProbe.Outcome read = result.read();
    String reads = read == null ? "" : read.operation() + " in " + DurationText.of(read.took());
    PinelinkException refusal = result.stats().failure();
    if (refusal != null) {
      return reads + "; describe_index_stats is not answered here: " + refusal.getMessage();
    }
    return "describe_index_stats on %s: %sanswered in %s%s"
        .formatted(
            route.host(),
            vectors(result.stats()),
            DurationText.of(result.stats().took()),
            (read == null ? "" : "; " + reads));
  }

  private static String vectors(IndexProbe.Outcome stats) {
    return stats.response() instanceof IndexStats counts
        ? counts.totalVectorCount() + (counts.totalVectorCount() == 1 ? " vector, " : " vectors, ")
        : "";
  }

  private @Nullable String hint(Route route, PinelinkException failure) {
    String hint = schemeHint(route, failure);
    if (hint == null) {
      hint = RefusalHint.of(failure, route);
    }
    return hint != null || flow == null ? hint : flow.hint(failure);
  }

  private String controlPlaneHint(PinelinkException failure) {
    if (failure instanceof UnauthenticatedException) {
      return "check the key";
    }
    String scheme = schemeHint(control.route(), failure);
    return scheme != null
        ? scheme
        : "it is public, regardless of the route to the index; without it, open indexes by host or"
            + " from a host book";
  }

  /**
   * Returns the scheme to use if the port may speak TLS although the route is plaintext, or the
   * reverse; null if there is no sign of it.
   */
  private static @Nullable String schemeHint(Route route, PinelinkException failure) {
    if (!(failure instanceof TransportException lost)) {
      return null;
    }
    return switch (lost.networkCause()) {
      case TLS_PORT -> "use https://" + route.authority();
      case PLAINTEXT_PORT -> "use http://" + route.authority() + " if the host is this machine";
      // Some servers close a connection in plaintext without a TLS alert.
      case CONNECTION_LOST ->
          route.plaintext() ? "if the port speaks TLS, use https://" + route.authority() : null;
      default -> null;
    };
  }

  /** Describes a failure, without repeating what a previous step reported. */
  private String seen(PinelinkException failure) {
    Check reported =
        failure instanceof TransportException e ? diagnosis.reportedAt(e.networkCause()) : null;
    return reported == null
        ? String.valueOf(failure.getMessage())
        : "no connection, for the reason reported at " + reported;
  }

  private String seen(IncompatibleLibraryException failure, Protocol protocol) {
    Transport transport = transports.get(protocol);
    return transport == null || transport.libraries().problem() == null
        ? String.valueOf(failure.getMessage())
        : "no call, for the reason reported at the libraries of " + protocol;
  }

  /** Returns the indexes of the key's project; null if the control plane did not list them. */
  private @Nullable List<IndexDescription> controlPlane() {
    try {
      List<IndexDescription> indexes =
          Futures.await(
                  control.within(step).call(ControlOperations.LIST_INDEXES, new EmptyRequest()))
              .items();
      diagnosis.ok(
          Check.CONTROL_PLANE,
          "%s answered: %s%s"
              .formatted(
                  control.route().host(),
                  indexes.size(),
                  (indexes.size() == 1 ? " index" : " indexes")));
      return indexes;
    } catch (PinelinkException e) {
      diagnosis.fail(Check.CONTROL_PLANE, String.valueOf(e.getMessage()), controlPlaneHint(e));
    } catch (IllegalArgumentException e) {
      diagnosis.fail(Check.CONTROL_PLANE, String.valueOf(e.getMessage()), null);
    } catch (IncompatibleLibraryException e) {
      diagnosis.fail(Check.CONTROL_PLANE, seen(e, Protocol.REST), null);
    } catch (IllegalStateException e) {
      diagnosis.skip(Check.CONTROL_PLANE, String.valueOf(e.getMessage()));
    }
    return null;
  }

  /**
   * Explains a 401 for a key that the control plane accepts: the key is valid, so the cause is the
   * route, unless the key is for another project than the index.
   */
  private String refusedOn(Route route, List<IndexDescription> indexes, String record) {
    if (route.kind() == Route.Kind.LOCAL) {
      return "the control plane accepts this key, but the server at "
          + route.authority()
          + " does not: it has its own keys";
    }
    if (indexes.stream().noneMatch(index -> isAt(index, route.host()))) {
      return "the control plane accepts this key, but the key's project has no index with this"
          + " host: use a key of the index's project";
    }
    if (route.kind() == Route.Kind.PUBLIC) {
      return "the control plane accepts this key and lists the index, so the project is restricted"
          + " to private endpoints: use RoutePolicy.privateRequired()";
    }
    return ("the control plane accepts this key and lists the index, so the private"
            + " endpoint is not registered to the project of this index: %s leads to %s,"
            + " which may be another project's endpoint; lead it to this project's, or"
            + " add this one to the project in the console")
        .formatted(record, RouteFormatter.classed(diagnosis.addresses()));
  }

  private static boolean isAt(IndexDescription index, String host) {
    return index.privateHost().equals(Optional.of(host))
        || index.host().equals(Optional.of(IndexHost.parse(host).publicHost().name()));
  }
}
