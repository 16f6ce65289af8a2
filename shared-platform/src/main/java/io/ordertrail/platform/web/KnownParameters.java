package io.ordertrail.platform.web;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Nearest;
import io.ordertrail.platform.refusal.Refusal;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/** The query parameters that an operation has: a misspelt filter would otherwise be no filter, and one given twice be guessed. */
final class KnownParameters {

    /** By name, whether it may come several times. */
    private final Map<String, Boolean> repeatable = new HashMap<>();

    private KnownParameters() {
    }

    static KnownParameters of(HandlerMethod method) {
        KnownParameters known = new KnownParameters();
        RequestMapping mapping = method.getMethodAnnotation(RequestMapping.class);
        if (mapping != null) {
            // The condition compose=true makes compose a parameter.
            Arrays.stream(mapping.params()).map(condition -> condition.split("!?=")[0]).forEach(name -> known.add(name, String.class));
        }
        for (MethodParameter parameter : method.getMethodParameters()) {
            boolean map = Map.class.isAssignableFrom(parameter.getParameterType());
            if (parameter.hasParameterAnnotation(RequestParam.class) && !map) {
                known.add(WrongFields.nameOf(parameter), parameter.getParameterType());
            } else if (parameter.getParameterType().isRecord() && !parameter.hasParameterAnnotation(RequestBody.class)) {
                for (RecordComponent component : parameter.getParameterType().getRecordComponents()) {
                    known.add(component.getName(), component.getType());
                }
            }
        }
        return known;
    }

    private void add(String name, Class<?> type) {
        repeatable.put(name, type.isArray() || Collection.class.isAssignableFrom(type));
    }

    /** @throws Refusal {@code INVALID} naming the first that is unknown, or comes twice and may not */
    void check(Map<String, String[]> given) {
        given.forEach((name, values) -> {
            Boolean severalTimes = repeatable.get(name);
            if (severalTimes == null) {
                throw Refusal.ofField(Code.INVALID, name, unknown(name));
            }
            if (!severalTimes && values.length > 1) {
                throw Refusal.ofField(Code.INVALID, name, "is given %d times; once is enough".formatted(values.length));
            }
        });
    }

    private String unknown(String name) {
        if (repeatable.isEmpty()) {
            return "is not known; there are no parameters here";
        }
        String all = String.join(", ", repeatable.keySet().stream().sorted().toList());
        return Nearest.to(name, repeatable.keySet()).map(near -> "is not known; did you mean %s? There are %s".formatted(near, all))
                .orElseGet(() -> "is not known; there are %s".formatted(all));
    }
}
