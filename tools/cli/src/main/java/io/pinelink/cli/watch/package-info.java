/** The command that checks routes again and again, and reports what changes. */
@NullMarked
package io.pinelink.cli.watch;

import org.jspecify.annotations.NullMarked;
