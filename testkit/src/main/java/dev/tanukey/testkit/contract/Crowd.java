package dev.tanukey.testkit.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many threads that ask the same at once. */
final class Crowd {
    private static final int THREADS = 8;
    private static final int TIMES = 50;

    private Crowd() {}

    /** All different answers; what a thread throws is thrown. */
    static <T> Set<T> ask(Callable<T> question) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CyclicBarrier together = new CyclicBarrier(THREADS);
            List<Future<Set<T>>> asking = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                asking.add(threads.submit(() -> {
                    together.await();
                    Set<T> answers = new HashSet<>();
                    for (int time = 0; time < TIMES; time++) {
                        answers.add(question.call());
                    }
                    return answers;
                }));
            }
            Set<T> all = new HashSet<>();
            for (Future<Set<T>> answers : asking) {
                all.addAll(answers.get());
            }
            return all;
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof AssertionError fault) {
                throw fault;
            }
            throw failure;
        } finally {
            threads.shutdownNow();
        }
    }
}
