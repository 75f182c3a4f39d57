package io.pinelink.spi;

/**
 * One operation of the service: what it is called, what goes in and out, and whether repeating it
 * is safe. All are constants of {@link Operations}.
 *
 * @param <Q> the request
 * @param <R> the response
 * @param name the name that users see, such as {@code upsert}
 * @param request the class of the request
 * @param response the class of the response
 * @param plane the part of the service, and so the kind of route
 * @param idempotent whether doing it twice leaves the same state as once
 */
public record Operation<Q, R>(
    String name, Class<Q> request, Class<R> response, Plane plane, boolean idempotent) {
  @Override
  public String toString() {
    return name;
  }
}
