package io.holdfast.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Map;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** What may stand behind the question mark of an address, whichever call it is. */
final class AddressCheck implements HandlerInterceptor {
    private static final DefaultParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod call)) {
            return true;
        }
        for (Map.Entry<String, String[]> given : request.getParameterMap().entrySet()) {
            for (String value : given.getValue()) {
                if (value.indexOf('\0') >= 0) {
                    throw new IllegalArgumentException(
                            "'" + given.getKey() + "' has the character U+0000, which is part of no text");
                }
            }
        }
        String after = request.getParameter("after");
        if (after != null && !after.isEmpty() && isWhole(call)) {
            throw new IllegalArgumentException(
                    "This list is whole: its 'next' is null, and there is nothing to ask for with 'after'");
        }
        return true;
    }

    private static boolean isWhole(HandlerMethod call) {
        return call.getReturnType().getParameterType() == Page.class
                && Arrays.stream(call.getMethodParameters()).noneMatch(AddressCheck::isCursor);
    }

    private static boolean isCursor(MethodParameter parameter) {
        parameter.initParameterNameDiscovery(NAMES);
        return "after".equals(parameter.getParameterName());
    }
}
