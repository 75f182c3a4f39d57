/**
 * A dictionary that is searched by meaning on a private route, without an account. Start at {@link
 * io.pinelink.cli.demo.DemoCommand}.
 */
@NullMarked
package io.pinelink.cli.demo;

import org.jspecify.annotations.NullMarked;
