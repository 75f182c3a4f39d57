package io.pinelink.console;

import io.pinelink.Pinelink;
import io.pinelink.doctor.Diagnosis;
import io.pinelink.doctor.Doctor;
import io.pinelink.internal.version.Version;
import io.pinelink.model.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The calls of the page. Each has a method and a name, takes parameters of a query or a JSON
 * object, and returns a JSON object. Calls that change data are refused here unless they are
 * allowed.
 */
final class ConsoleApi {
  private static final int SAMPLE = 2_000;
  private static final int MAX_SAMPLE = 10_000;
  private static final int PAGE = 25;
  private static final int MAX_WAIT_SECONDS = 25;

  /** Calls that wait for requests hold a thread each. */
  private static final int MAX_WAITING = 8;

  private final Pinelink client;
  private final IndexCatalog catalog;
  private final @Nullable ConsoleServerControls server;
  private final boolean writable;
  private final Function<Diagnosis, Map<String, @Nullable Object>> diagnoses;
  private final Map<String, Function<ConsoleRequest, Map<String, @Nullable Object>>> calls =
      new LinkedHashMap<>();
  private final Semaphore waiting = new Semaphore(MAX_WAITING);

  /**
   * @param server the interface of the embedded server; null for the service
   * @param writable whether calls may change data
   * @param diagnoses returns a diagnosis as the page shows it
   */
  ConsoleApi(
      Pinelink client,
      IndexCatalog catalog,
      @Nullable ConsoleServerControls server,
      boolean writable,
      Function<Diagnosis, Map<String, @Nullable Object>> diagnoses) {
    this.client = client;
    this.catalog = catalog;
    this.server = server;
    this.writable = writable;
    this.diagnoses = diagnoses;
    calls.put("GET session", request -> session());
    calls.put("GET indexes", request -> indexes());
    calls.put("GET index", request -> catalog.describe(request.required("index")));
    calls.put("GET records", this::records);
    calls.put("GET record", this::record);
    calls.put("POST search", request -> pages(request).search(new SearchForm(request)));
    calls.put("GET picture", this::picture);
    calls.put("GET doctor", this::doctor);
    calls.put("GET routes", request -> routes());
    calls.put("POST delete", this::delete);
    calls.put("POST update", this::update);
    calls.put("GET requests", this::requests);
    calls.put("DELETE requests", request -> removed("requests"));
    calls.put("GET faults", request -> controls().get("faults"));
    calls.put("POST faults", this::addFault);
    calls.put("DELETE faults", this::removeFault);
  }

  /**
   * Answers a call.
   *
   * @throws ApiFailure if the call does not exist, its parameters are invalid, or it is not allowed
   */
  Map<String, @Nullable Object> call(String method, String name, ConsoleRequest request) {
    Function<ConsoleRequest, Map<String, @Nullable Object>> call = calls.get(method + " " + name);
    if (call == null) {
      throw new ApiFailure(404, "there is no call " + method + " " + name);
    }
    return call.apply(request);
  }

  private Map<String, @Nullable Object> session() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("version", Version.current());
    json.put("embedded", server != null);
    json.put("writable", writable);
    json.put("controlPlane", client.controlPlane().route().authority());
    json.put("routes", RouteCountJson.of(client.routeCounts()));
    return json;
  }

  private Map<String, @Nullable Object> indexes() {
    catalog.refresh();
    return catalog.list();
  }

  private IndexPages pages(ConsoleRequest request) {
    return catalog.open(request.required("index"));
  }

  private Map<String, @Nullable Object> records(ConsoleRequest request) {
    return pages(request)
        .page(
            IndexCatalog.namespace(request),
            request.text("prefix"),
            request.text("token"),
            request.number("limit", PAGE, 1, 100));
  }

  private Map<String, @Nullable Object> record(ConsoleRequest request) {
    return pages(request).record(IndexCatalog.namespace(request), request.required("id"));
  }

  private Map<String, @Nullable Object> picture(ConsoleRequest request) {
    long start = System.nanoTime();
    VectorSample sample =
        pages(request)
            .sample(
                IndexCatalog.namespace(request),
                request.text("vectorField"),
                request.number("sample", SAMPLE, 2, MAX_SAMPLE));
    Map<String, @Nullable Object> json = VectorPicture.of(sample);
    json.put("milliseconds", CallJson.milliseconds(start));
    return json;
  }

  private Map<String, @Nullable Object> doctor(ConsoleRequest request) {
    String name = request.required("index");
    Map<String, @Nullable Object> json =
        new LinkedHashMap<>(diagnoses.apply(Doctor.of(client).check(catalog.hosts(name))));
    json.put("route", route(name));
    return json;
  }

  /** Returns the route of an index; null if the policy refuses it, which the doctor explains. */
  private @Nullable Map<String, @Nullable Object> route(String name) {
    try {
      return CallJson.of(catalog.open(name).route());
    } catch (RuntimeException e) {
      return null;
    }
  }

  private Map<String, @Nullable Object> routes() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("routes", RouteCountJson.of(client.routeCounts()));
    return json;
  }

  private void checkWritable() {
    if (!writable) {
      throw new ApiFailure(
          403, "this console only reads: start it with --allow-writes to change data");
    }
  }

  private Map<String, @Nullable Object> delete(ConsoleRequest request) {
    checkWritable();
    long start = System.nanoTime();
    return written(
        start, pages(request).delete(IndexCatalog.namespace(request), request.required("id")));
  }

  private Map<String, @Nullable Object> update(ConsoleRequest request) {
    checkWritable();
    long start = System.nanoTime();
    Map<String, @Nullable Object> fields =
        request
            .object("fields")
            .filter(given -> !given.isEmpty())
            .orElseThrow(() -> new ApiFailure(400, "fields are missing"));
    return written(
        start,
        pages(request).update(IndexCatalog.namespace(request), request.required("id"), fields));
  }

  private static Map<String, @Nullable Object> written(long start, Response response) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("call", CallJson.of(start, response));
    return json;
  }

  private ConsoleServerControls controls() {
    if (server == null) {
      throw new ApiFailure(404, "only the embedded server has requests and faults");
    }
    return server;
  }

  private Map<String, @Nullable Object> requests(ConsoleRequest request) {
    List<String> query = new ArrayList<>();
    request.text("after").ifPresent(n -> query.add("after=" + ConsoleServerControls.encoded(n)));
    request
        .text("operation")
        .ifPresent(n -> query.add("operation=" + ConsoleServerControls.encoded(n)));
    query.add("limit=" + request.number("limit", 200, 1, 1_000));
    int wait = request.number("wait", 0, 0, MAX_WAIT_SECONDS);
    boolean waits = wait > 0 && waiting.tryAcquire();
    try {
      if (waits) {
        query.add("wait=" + wait);
      }
      return controls().get("requests?" + String.join("&", query));
    } finally {
      if (waits) {
        waiting.release();
      }
    }
  }

  private Map<String, @Nullable Object> removed(String path) {
    controls().delete(path);
    return new LinkedHashMap<>();
  }

  private Map<String, @Nullable Object> addFault(ConsoleRequest request) {
    return controls().post("faults", request.values());
  }

  private Map<String, @Nullable Object> removeFault(ConsoleRequest request) {
    Optional<String> name = request.text("name");
    return removed(
        name.map(text -> "faults/" + ConsoleServerControls.encoded(text)).orElse("faults"));
  }
}
