/**
 * HTTP connections and the exchanges that run on them: the pool, HTTP/1.1 and HTTP/2, and the
 * guards against hostile servers. Start at {@code HttpClient}.
 */
@NullMarked
package io.pinelink.rest.http;

import org.jspecify.annotations.NullMarked;
