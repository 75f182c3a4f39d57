/**
 * The transport that speaks JSON over HTTP. Start at {@link io.pinelink.rest.RestTransport}; the
 * operations that it carries are the rows of {@code RestBindings}.
 */
@NullMarked
package io.pinelink.rest;

import org.jspecify.annotations.NullMarked;
