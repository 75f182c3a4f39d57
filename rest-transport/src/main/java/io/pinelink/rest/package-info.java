/**
 * The transport for JSON over HTTP. Start at {@link io.pinelink.rest.RestTransport}; the rows of
 * {@code RestBindings} are the operations that it supports.
 */
@NullMarked
package io.pinelink.rest;

import org.jspecify.annotations.NullMarked;
