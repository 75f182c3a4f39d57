package io.pinelink.internal.doctor;

import io.pinelink.error.PinelinkException;
import io.pinelink.error.TransportException;
import io.pinelink.error.UnauthenticatedException;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.call.CurrentRoute;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.model.IndexStats;
import io.pinelink.model.Protocol;
import io.pinelink.model.StatsRequest;
import io.pinelink.routing.Diagnosis.Check;
import io.pinelink.routing.Route;
import io.pinelink.spi.ControlOperations;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.Transport;
import io.pinelink.spi.request.ListIndexesRequest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Whether calls with the API key are answered: over each protocol, and by the control plane. */
final class CallCheck {
  private final Map<Protocol, Transport> transports;
  private final Caller control;
  private final Duration step;
  private final DiagnosisBuilder diagnosis;
  private final Set<Check> unauthenticated = EnumSet.noneOf(Check.class);

  CallCheck(
      Map<Protocol, Transport> transports,
      Caller control,
      Duration step,
      DiagnosisBuilder diagnosis) {
    this.transports = transports;
    this.control = control;
    this.step = step;
    this.diagnosis = diagnosis;
  }

  void calls(Route route) {
    call(route, Protocol.GRPC, Check.GRPC);
    call(route, Protocol.REST, Check.REST);
    if (controlPlane()) {
      unauthenticated.forEach(check -> diagnosis.advise(check, refusedOn(route)));
    }
  }

  private void call(Route route, Protocol protocol, Check check) {
    Transport transport = transports.get(protocol);
    if (transport == null) {
      diagnosis.skip(check, protocol.artifact() + " is not on the class path or not asked for");
      return;
    }
    Caller caller = control.on(new CurrentRoute(route)).through(transport).within(step);
    try {
      long begin = System.nanoTime();
      IndexStats stats =
          Futures.await(caller.call(DataOperations.DESCRIBE_INDEX_STATS, StatsRequest.all()));
      long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
      diagnosis.ok(
          check,
          "describe_index_stats on "
              + route.host()
              + ": "
              + stats.totalVectorCount()
              + (stats.totalVectorCount() == 1 ? " vector" : " vectors")
              + ", answered in "
              + millis
              + " ms");
    } catch (PinelinkException e) {
      if (e instanceof UnauthenticatedException) {
        unauthenticated.add(check);
      }
      diagnosis.fail(check, seen(e), null);
    } catch (IllegalArgumentException e) {
      diagnosis.fail(check, String.valueOf(e.getMessage()), null); // a key that is too short
    }
  }

  /** What a step before has told is not told again. */
  private String seen(PinelinkException failure) {
    Check reported =
        failure instanceof TransportException e ? diagnosis.toldAt(e.networkCause()) : null;
    return reported == null
        ? String.valueOf(failure.getMessage())
        : "no connection, for the reason told at " + reported;
  }

  private boolean controlPlane() {
    try {
      int indexes =
          Futures.await(
                  control
                      .within(step)
                      .call(ControlOperations.LIST_INDEXES, new ListIndexesRequest()))
              .indexes()
              .size();
      diagnosis.ok(
          Check.CONTROL_PLANE,
          control.route().host()
              + " answered: "
              + indexes
              + (indexes == 1 ? " index" : " indexes"));
      return true;
    } catch (PinelinkException e) {
      diagnosis.fail(
          Check.CONTROL_PLANE,
          String.valueOf(e.getMessage()),
          e instanceof UnauthenticatedException
              ? "look at the key"
              : "it is public, whatever the route of the data; without it, open indexes by host or"
                  + " from a host book");
    } catch (IllegalArgumentException e) {
      diagnosis.fail(Check.CONTROL_PLANE, String.valueOf(e.getMessage()), null);
    } catch (IllegalStateException e) {
      diagnosis.skip(Check.CONTROL_PLANE, String.valueOf(e.getMessage()));
    }
    return false;
  }

  /** A key that the control plane takes is a good key: then 401 speaks of the way it went. */
  private static String refusedOn(Route route) {
    return "the control plane takes this key, "
        + switch (route.kind()) {
          case PRIVATE ->
              "so the private endpoint is not registered to the project of this index, or the index"
                  + " is another project's: add the endpoint in the console, or dial that of the"
                  + " other project";
          case PUBLIC ->
              "so the project is restricted to private endpoints, or the index is another"
                  + " project's: use RoutePolicy.privateRequired()";
          case LOCAL ->
              "but the server at " + route.authority() + " does not: it has keys of its own";
        };
  }
}
