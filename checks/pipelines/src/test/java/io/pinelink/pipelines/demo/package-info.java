/** Code that the demos share with the jobs that run in the engines' processes. */
@NullMarked
package io.pinelink.pipelines.demo;

import org.jspecify.annotations.NullMarked;
