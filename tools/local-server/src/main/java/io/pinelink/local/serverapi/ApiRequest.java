package io.pinelink.local.serverapi;

import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.wire.QueryString;
import java.util.List;
import java.util.concurrent.Executor;

/** A call of an operation: its parameters and its body. */
public final class ApiRequest {
  private final ServerCall call;
  private final String pathValue;
  private final QueryString query;
  private final Executor workers;

  /**
   * @param pathValue the value in the place of the braces in the path; empty if there are none
   */
  ApiRequest(ServerCall call, String pathValue, Executor workers) {
    this.call = call;
    this.pathValue = pathValue;
    this.query = new QueryString(call.query());
    this.workers = workers;
  }

  /** Refuses parameters that the operation does not have, and those that occur twice. */
  void check(List<Parameter<?>> known) {
    List<String> names = known.stream().map(Parameter::name).toList();
    for (String name : query.names()) {
      List<String> values = query.all(name);
      if (!names.contains(name)) {
        throw ApiRefusal.invalid(
            name,
            values.get(0),
            "unknown parameter " + name + (names.isEmpty() ? "" : ", expected one of " + names));
      }
      if (values.size() > 1) {
        throw ApiRefusal.invalid(name, values.get(1), "parameter " + name + " occurs twice");
      }
    }
    known.forEach(this::value);
  }

  /** Returns the value of a parameter, or its default if it is missing. */
  <T> T value(Parameter<T> parameter) {
    return query.first(parameter.name()).map(parameter::parsed).orElseGet(parameter::byDefault);
  }

  /** Returns the decoded id in the path; empty if the path of the operation has none. */
  public String pathValue() {
    return pathValue;
  }

  /** Returns the body as it was sent, without copying it. */
  public byte[] bytes() {
    return call.body();
  }

  /** Returns the body, which has to be a JSON object. */
  public JsonBody json() {
    return JsonBody.parse(call.body());
  }

  /** Returns the executor for work that is left to do after a wait. */
  Executor workers() {
    return workers;
  }
}
