package io.pinelink.contract;

import io.pinelink.admin.internal.login.AccessTokenCache;
import io.pinelink.internal.routing.ControlPlaneEndpoint;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.routing.Route;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.Operation;
import io.pinelink.spi.credential.BearerToken;
import io.pinelink.spi.credential.ClientCredentials;
import java.time.Duration;
import java.util.List;

/** A caller of the admin API, with a token. */
record AdminCalls(Calls calls, Route route, BearerToken token) {
  /** The credentials that every server of the contract accepts. */
  static final ClientCredentials CREDENTIALS =
      new ClientCredentials(EmbeddedPinecone.CLIENT_ID, EmbeddedPinecone.CLIENT_SECRET);

  private static final String LOGIN_HOST = "login.pinecone.io";

  /** Returns a context for the admin API, with a new token. */
  static CallContext token(Calls calls, Duration timeout) {
    Route control = calls.controlRoute(ControlPlaneEndpoint.DEFAULT_HOST);
    return logIn(calls, calls.controlRoute(LOGIN_HOST), control).context(timeout);
  }

  /** Returns a context for the login, with the credentials. */
  static CallContext credentials(Calls calls, Duration timeout) {
    return Calls.context(calls.controlRoute(LOGIN_HOST), "", timeout, CREDENTIALS);
  }

  /** Logs in over the transport under test. */
  static AdminCalls logIn(Calls calls, Route login, Route route) {
    CallContext context = Calls.context(login, "", Calls.TIMEOUT, CREDENTIALS);
    BearerToken token =
        Calls.await(calls.start(AccessTokenCache.CREATE_TOKEN, CREDENTIALS, context)).token();
    return new AdminCalls(calls, route, token);
  }

  /**
   * Logs in to a separate server, where a row can break what other rows need.
   *
   * @param own the server, in local mode so that no other authority has to be trusted
   */
  static AdminCalls at(EmbeddedPinecone own, Calls calls) {
    Route route = localRoute(own);
    return logIn(calls, route, route);
  }

  /** Returns the route to the control plane and the login of a server in local mode. */
  static Route localRoute(EmbeddedPinecone own) {
    String host = "localhost:" + own.address(Listener.CONTROL).getPort();
    return ControlPlaneEndpoint.route(host, List.of(), new TrustedDomains(List.of()));
  }

  CallContext context(Duration timeout) {
    return Calls.context(route, "", timeout, token);
  }

  /** Makes a call and waits for its result. */
  <Q, R> R call(Operation<Q, R> operation, Q request) {
    return Calls.await(calls.start(operation, request, context(Calls.TIMEOUT)));
  }
}
