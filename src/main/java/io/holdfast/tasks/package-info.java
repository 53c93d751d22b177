/** What people are asked to do: the processes' user tasks with their forms, answers, rights and due times. */
@NullMarked
package io.holdfast.tasks;

import org.jspecify.annotations.NullMarked;
